//! Nearby without a socket: two ends over a pipe that cuts bytes anywhere, and ends that do not keep to the talk.
//!
//! What an app answers is played by a guest with true keys. Whole apps talk in the top-level tests.

#![cfg(test)]

mod guest;
mod hostile;
mod level;
mod pairing;
mod pairing_door;
