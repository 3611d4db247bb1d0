//! Nearby, while it is open: a thread that waits for the room, and what the screens are told of it.
//!
//! It is open from a press until another press, until its screen is left, or until the vault is locked. Left out: what
//! is said to whom (`app`).

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
};

use countersign_app::error::Code;
use countersign_app::view::{Change, NearbyEvent};
use countersign_app::{App, Nearby, NearbyDoor, NearbyTurn};
use tauri::{AppHandle, Emitter, Manager};

use crate::desk::{Answered, Desk};

/// The door to the room, while there is one.
#[derive(Default)]
pub(crate) struct Room(Mutex<Open>);

#[derive(Default)]
struct Open {
    /// Counts openings, so that nothing is told of an earlier one.
    number: u64,
    door: Option<NearbyDoor>,
}

impl Room {
    /// Opens it; one that was open is closed first.
    pub(crate) fn open(
        &self,
        desk: &Desk,
        window: &AppHandle,
        opening: impl FnOnce(&mut App) -> Answered<(Nearby, NearbyDoor)>,
    ) -> Answered<()> {
        self.close();
        let (mut nearby, door) = desk.ask(opening)?;
        let mut open = self.held();
        open.number += 1;
        open.door = Some(door);
        let number = open.number;
        drop(open);
        let window = window.clone();
        let waiting = thread::Builder::new().name("nearby".to_owned());
        let begun = waiting.spawn(move || {
            while let Some(turn) = nearby.wait() {
                take(&window, number, &mut nearby, turn);
            }
        });
        begun.map(drop).map_err(|_| Code::Broken.into())
    }

    /// Closes it. Never fails; closing what is closed does nothing.
    pub(crate) fn close(&self) {
        if let Some(door) = self.held().door.take() {
            door.close();
        }
    }

    /// Something is new here: whoever is in the room gets it.
    pub(crate) fn again(&self) {
        if let Some(door) = &self.held().door {
            door.again();
        }
    }

    /// Looks for the device that shows this code.
    pub(crate) fn reach(&self, code: &str) -> Answered<()> {
        let door = self.held().door.clone();
        door.ok_or(Code::NearbyOldCode)?.dial(code)
    }

    fn held(&self) -> MutexGuard<'_, Open> {
        // What is noted here is right after any panic: each field stands for itself.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Has one turn answered, and tells the screens of it.
fn take(window: &AppHandle, number: u64, nearby: &mut Nearby, turn: NearbyTurn) {
    let Some(desk) = window.try_state::<Desk>() else {
        return;
    };
    let events = desk.ask(|app| Ok(app.nearby_turn(nearby, turn)));
    for event in events.unwrap_or_default() {
        if desk.room().held().number == number {
            // A window that can't be told has been closed meanwhile.
            let _closed = window.emit("nearby", &event);
        }
        if let NearbyEvent::TookIn { arrival, .. } = &event
            && arrival.applied > 0
        {
            desk.came();
        }
        if let NearbyEvent::TookIn { .. } | NearbyEvent::Pairing { .. } = event {
            desk.tell(&Change::Lists);
            desk.stir();
        }
    }
}
