// How much room there is, measured in letters: 320 px with large text is narrower than 360 px with small.
//
// Media queries count in the browser's own letter size and miss a page's or a phone's text zoom; so one hidden
// letter is measured instead. Screens ask `room`; nothing else is decided here.

class Room {
  /** Large text on a narrow screen: the words and the answers come first, the rest follows. */
  narrow = $state(false)
  /** A laptop: list and part side by side. */
  wide = $state(false)
  /** Too low to pin anything. */
  low = $state(false)

  /** Starts measuring; returns how to stop. */
  watch(): () => void {
    const letter = document.createElement('div')
    letter.className = 'letter'
    letter.setAttribute('aria-hidden', 'true')
    document.body.append(letter)
    const measure = (): void => this.#take(letter.getBoundingClientRect().width || 16)
    const watching = new ResizeObserver(measure)
    watching.observe(letter)
    watching.observe(document.documentElement)
    measure()
    return () => {
      watching.disconnect()
      letter.remove()
    }
  }

  #take(letter: number): void {
    const width = document.documentElement.clientWidth
    this.narrow = width / letter < 15
    this.wide = width / letter >= 60
    this.low = window.innerHeight < 520
  }
}

/** The one window's room. */
export const room = new Room()
