package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.spi.RateLimit.Window;
import java.util.Arrays;

/**
 * The uses within a sliding window, in bounded space. Up to {@value #MAX_EXACT} uses are kept with
 * their times. Where a rule allows more, uses are counted in sub-windows of a fiftieth of the
 * window, so that a use is forgotten at most 2 % of the window late, and never early: no window has
 * more uses than the rule allows. What a use costs depends neither on the count of the rule nor on
 * the uses before. Not safe for use by several threads.
 */
final class SlidingWindow {
  /** The largest count whose uses are kept with their own times. */
  static final int MAX_EXACT = 64;

  private static final int SUB_WINDOWS = 50;
  private static final int RADIX = 36;

  private final int count;
  private final long time;
  private final long step;

  /** The last millisecond of each sub-window that has uses, ascending. */
  private long[] ends = new long[4];

  private int[] uses = new int[4];
  private int size;
  private int total;

  /** No uses yet. */
  SlidingWindow(Window rule) {
    count = rule.count();
    time = rule.time().toMillis();
    step = count <= MAX_EXACT ? 1 : Math.max(1, time / SUB_WINDOWS);
  }

  /** Reads what {@link #write} wrote, perhaps when the rule had another count. */
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

  /** The uses as text: for each sub-window its end, a dot and its uses, in base 36. */
  String write() {
    StringBuilder text = new StringBuilder(size * 11);
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : " ").append(Long.toString(ends[i], RADIX)).append('.');
      text.append(Integer.toString(uses[i], RADIX));
    }
    return text.toString();
  }

  /**
   * Counts a use; returns 0, or the wait in milliseconds if the limit is reached. Then the use is
   * counted only if the rule does not refuse it, and takes the place of the oldest.
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

  /** Takes a use of a time back. */
  void undo(long at) {
    int place = Arrays.binarySearch(ends, 0, size, endOf(at));
    if (place >= 0) {
      total--;
      if (--uses[place] == 0) {
        remove(place, place + 1);
      }
    }
  }

  /** When the last use has left the window, in milliseconds since 1970; 0 without uses. */
  long overAt() {
    return size == 0 ? 0 : ends[size - 1] + time;
  }

  /** The sub-windows that have uses. */
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

  /** The place of the sub-window that has the n-th oldest use, counted from 0. */
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
