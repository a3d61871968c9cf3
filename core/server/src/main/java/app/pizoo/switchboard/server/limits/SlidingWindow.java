package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.spi.RateLimit.Window;
import java.util.Arrays;

/**
 * The uses within a sliding window, in bounded space. Up to {@value #MAX_EXACT} uses are stored
 * with their times. If a rule allows more, uses are counted in sub-windows of a fiftieth of the
 * window. A use then expires at most 2 % of the window late and never early, so no window has more
 * uses than the rule allows. The cost of a use depends neither on the count of the rule nor on
 * earlier uses. Not thread-safe.
 */
final class SlidingWindow {
  /** The largest count whose uses are stored with their times. */
  static final int MAX_EXACT = 64;

  private static final int SUB_WINDOWS = 50;
  private static final int RADIX = 36;

  private final int count;
  private final long time;
  private final long step;

  /** The last millisecond of each sub-window with uses, ascending. */
  private long[] ends = new long[4];

  private int[] uses = new int[4];
  private int size;
  private int total;

  /** A window without uses. */
  SlidingWindow(Window rule) {
    count = rule.count();
    time = rule.time().toMillis();
    step = count <= MAX_EXACT ? 1 : Math.max(1, time / SUB_WINDOWS);
  }

  /** Parses the result of {@link #write}, perhaps of a time when the rule had another count. */
  static SlidingWindow read(Window rule, String text) {
    SlidingWindow window = new SlidingWindow(rule);
    for (int from = 0; from < text.length(); ) {
      int dot = text.indexOf('.', from);
      int blank = text.indexOf(' ', from);
      int to = blank < 0 ? text.length() : blank;
      if (dot < 0 || dot > to) {
        break;
      }
      long end = Long.parseLong(text, from, dot, RADIX);
      window.add(end, Integer.parseInt(text, dot + 1, to, RADIX));
      from = to + 1;
    }
    return window;
  }

  /** Encodes the uses as text: the end of each sub-window, a dot and its uses, in base 36. */
  String write() {
    StringBuilder text = new StringBuilder(size * 11);
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : " ").append(Long.toString(ends[i], RADIX)).append('.');
      text.append(Integer.toString(uses[i], RADIX));
    }
    return text.toString();
  }

  /**
   * Counts a use; returns 0, or the wait in milliseconds if the limit is reached. In that case the
   * use is counted only if the rule does not refuse it, and replaces the oldest one.
   */
  long take(long now, boolean blocks) {
    forget(now);
    long wait = 0;
    if (total >= count) {
      wait = Math.max(1, ends[entryWithUse(total - count)] + time - now);
      if (blocks) {
        return wait;
      }
      removeOldest(total - count + 1);
    }
    add(endOf(now), 1);
    return wait;
  }

  /** Removes a use that was counted at a time. */
  void undo(long at) {
    int place = Arrays.binarySearch(ends, 0, size, endOf(at));
    if (place >= 0) {
      total--;
      if (--uses[place] == 0) {
        remove(place, place + 1);
      }
    }
  }

  /** The time when the last use leaves the window, in milliseconds since 1970; 0 without uses. */
  long overAt() {
    return size == 0 ? 0 : ends[size - 1] + time;
  }

  /** The number of sub-windows with uses. */
  int entries() {
    return size;
  }

  private long endOf(long now) {
    return now - Math.floorMod(now, step) + step - 1;
  }

  private void forget(long now) {
    int wrong = size;
    while (wrong > 0 && WrongClocks.isWrong(ends[wrong - 1] - step, now)) {
      wrong--;
    }
    if (wrong < size) {
      int late = 0;
      for (int i = wrong; i < size; i++) {
        late += uses[i];
      }
      remove(wrong, size);
      total -= late;
      add(endOf(now), late);
    }
    int gone = 0;
    while (gone < size && ends[gone] + time <= now) {
      total -= uses[gone++];
    }
    remove(0, gone);
  }

  /** The index of the sub-window with the n-th oldest use, counted from 0. */
  private int entryWithUse(int n) {
    int place = 0;
    for (int before = uses[0]; before <= n; before += uses[place]) {
      place++;
    }
    return place;
  }

  private void removeOldest(int number) {
    int left = number;
    int place = 0;
    while (left > 0 && uses[place] <= left) {
      left -= uses[place++];
    }
    if (left > 0) {
      uses[place] -= left;
    }
    total -= number;
    remove(0, place);
  }

  private void add(long end, int number) {
    int place = Arrays.binarySearch(ends, 0, size, end);
    if (place >= 0) {
      uses[place] += number;
    } else {
      insert(-place - 1, end, number);
    }
    total += number;
  }

  private void insert(int place, long end, int number) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      uses = Arrays.copyOf(uses, size * 2);
    }
    System.arraycopy(ends, place, ends, place + 1, size - place);
    System.arraycopy(uses, place, uses, place + 1, size - place);
    ends[place] = end;
    uses[place] = number;
    size++;
  }

  private void remove(int from, int to) {
    if (to > from) {
      System.arraycopy(ends, to, ends, from, size - to);
      System.arraycopy(uses, to, uses, from, size - to);
      size -= to - from;
    }
  }
}
