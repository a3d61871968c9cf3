/**
 * Holds an immutable state for React's useSyncExternalStore.
 * @template S
 */
export class Store {
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {S} state */
  constructor(state) {
    this.state = state;
  }

  /** @returns {S} */
  getState = () => this.state;

  /**
   * @param {() => void} listener
   * @returns {() => void} ends the subscription
   */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** @param {Partial<S>} change */
  set(change) {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
