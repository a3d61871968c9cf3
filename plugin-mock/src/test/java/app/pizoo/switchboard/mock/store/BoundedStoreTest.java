package app.pizoo.switchboard.mock.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedStoreTest {
  private final BoundedStore<String> store = new BoundedStore<>(3);

  @Test
  void the_oldest_leaves_when_a_new_one_finds_no_room() {
    for (String id : new String[] {"a", "b", "c", "d"}) {
      store.put(id, id);
    }
    assertThat(store.newestFirst(_ -> true)).containsExactly("d", "c", "b");
    assertThat(store.find("a")).isEmpty();
    assertThat(store.size()).isEqualTo(3);
  }

  @Test
  void what_is_put_again_counts_as_new() {
    for (String id : new String[] {"a", "b", "c", "a", "d"}) {
      store.put(id, id);
    }
    assertThat(store.newestFirst(_ -> true)).containsExactly("d", "a", "c");
  }
}
