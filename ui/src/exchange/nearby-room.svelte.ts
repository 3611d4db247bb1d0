// What is known of the room while nearby is open. It outlives its screen's drawing: a window that is turned or made wider
// draws the screen anew, and nearby stays open.

import { CLOSED, type NearbyState } from './nearby'

class NearbyRoom {
  near = $state.raw<NearbyState>(CLOSED)
}

/** The one room around this device. */
export const nearbyRoom = new NearbyRoom()
