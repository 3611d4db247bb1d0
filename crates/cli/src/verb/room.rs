//! Connecting two people in one room: the messages go by themselves, and only the pictures are asked about.
//!
//! What happens is said on standard error while one waits. Meanwhile a thread reads what is answered, because the other
//! device must not wait for somebody who is looking at pictures.

use std::io::BufRead;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use countersign_app::error::{Code, Error};
use countersign_app::view::{NearbyEvent, Pairing, PairingStep};
use countersign_app::{Nearby, NearbyDoor};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::show;
use crate::told::{self, Told};

const QUESTION: &str = "The same on both? Type same or differ:";

/// What is known so far.
struct Sitting {
    door: NearbyDoor,
    events: Vec<NearbyEvent>,
    pairing: Option<Pairing>,
    /// What is typed, once there were pictures to look at.
    typed: Option<Receiver<String>>,
    level: bool,
    fault: Code,
}

/// Goes on until both have what the other has, or it can't.
pub(super) fn connect(
    desk: &mut Desk,
    (mut nearby, door): (Nearby, NearbyDoor),
) -> Result<Told, Failure> {
    let mut sitting = Sitting {
        door,
        events: Vec::new(),
        pairing: None,
        typed: None,
        level: false,
        fault: Code::RoomApart,
    };
    while let Some(turn) = nearby.wait() {
        for event in desk.app.nearby_turn(&mut nearby, turn) {
            sitting.hears(desk, event);
        }
        sitting.asks(desk)?;
    }
    sitting.outcome(desk)
}

impl Sitting {
    fn hears(&mut self, desk: &Desk, event: NearbyEvent) {
        told::meanwhile(&show::nearby(&event), &event, desk.options.json);
        match &event {
            NearbyEvent::Pairing { pairing } => self.pairing = Some(pairing.clone()),
            NearbyEvent::Done { .. } => {
                self.level = true;
                self.door.close();
            }
            NearbyEvent::Fault { code, .. } => {
                self.fault = *code;
                // Other devices may be near, and the right one may still come.
                if !matches!(code, Code::RoomApart | Code::RoomLetters) {
                    self.door.close();
                }
            }
            NearbyEvent::Started { .. }
            | NearbyEvent::Room { .. }
            | NearbyEvent::Found
            | NearbyEvent::Connected { .. }
            | NearbyEvent::TookIn { .. }
            | NearbyEvent::Sent { .. }
            | NearbyEvent::Closed => {}
        }
        self.events.push(event);
    }

    /// Asks about the pictures, and hears what was answered since.
    fn asks(&mut self, desk: &mut Desk) -> Result<(), Failure> {
        let Some(pairing) = self.pairing.clone() else {
            return Ok(());
        };
        if !matches!(
            pairing.next,
            PairingStep::CompareThenWelcome { .. } | PairingStep::Compare { .. }
        ) {
            return Ok(());
        }
        let Some(typed) = &self.typed else {
            told::meanwhile(QUESTION, &QUESTION, desk.options.json);
            self.typed = Some(lines());
            return Ok(());
        };
        match typed.try_recv().as_deref().map(str::trim) {
            Ok("same") => {
                let pairing = desk.app.pictures_same(&pairing.agreement)?;
                self.hears(desk, NearbyEvent::Pairing { pairing });
            }
            Ok("differ") => {
                desk.app.pictures_differ(&pairing.agreement)?;
                return Err(Error::from(Code::PicturesDiffer).into());
            }
            Ok(_) => told::meanwhile(QUESTION, &QUESTION, desk.options.json),
            Err(_) => {}
        }
        Ok(())
    }

    fn outcome(self, desk: &mut Desk) -> Result<Told, Failure> {
        let Some(pairing) = self.pairing.filter(|_| self.level) else {
            return Err(Error::from(self.fault).into());
        };
        let pairing = desk.app.pairing(&pairing.agreement)?;
        Ok(Told::new(show::pairing(&pairing, None), &self.events))
    }
}

/// The lines of standard input, as they come.
fn lines() -> Receiver<String> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if tell.send(line).is_err() {
                return;
            }
        }
    });
    told
}
