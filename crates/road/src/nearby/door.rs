//! Opening and closing nearby: a handle for whoever opened it, and a thread that does all waiting.
//!
//! The thread holds nothing of a vault: what a talk asks goes out as a happening with a way back, and the talk waits.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use countersign_seal::{Chance, Drawn, RoomSecret, entropy};
use countersign_wire::nearby::{Card, SECRET_BYTES};
use tokio::sync::{mpsc as commands, oneshot};

use super::ask::{Ask, Fault, Reply, Tell};
use super::house::{self, Purpose};
use super::place::{Place, stands_on_card};

/// Something that happened while nearby was open.
pub enum Happening {
    /// A device with this app was seen.
    Found,
    /// A talk asks.
    Asked {
        /// The talk's number.
        talk: u32,
        /// What.
        ask: Ask,
        /// The way back.
        answer: Answer,
    },
    /// Something happened in a talk.
    Told {
        /// The talk's number.
        talk: u32,
        /// What.
        tell: Tell,
    },
    /// A talk is over.
    Ended {
        /// The talk's number; none where there was no connection.
        talk: Option<u32>,
        /// It was called by a card, so somebody waits for it.
        by_card: bool,
        /// How it ended.
        outcome: Result<(), Fault>,
    },
}

/// The way back of one question. Dropping it ends the talk.
pub struct Answer(pub(super) oneshot::Sender<Reply>);

impl Answer {
    /// Gives the app's answer.
    pub fn give(self, reply: Reply) {
        // Where nobody waits any more, the talk has ended.
        drop(self.0.send(reply));
    }
}

/// What the handle tells the thread.
pub(super) enum Command {
    /// Call by this card.
    Call(Card),
    /// Close after a while.
    CloseAfter(Duration),
    /// There is something new: talk again with those who are level.
    Again,
    /// Close now.
    Close,
}

/// The handle. Nearby stays open until it is closed, or the [`Happenings`] are dropped.
#[derive(Clone)]
pub struct Door(commands::UnboundedSender<Command>);

impl Door {
    /// Calls the device whose card this is; what comes of it is told as happenings.
    pub fn call(&self, card: Card) {
        self.send(Command::Call(card));
    }

    /// Closes by itself after a while.
    pub fn close_after(&self, time: Duration) {
        self.send(Command::CloseAfter(time));
    }

    /// Talks again with devices that have been talked with: there is something new for them.
    pub fn again(&self) {
        self.send(Command::Again);
    }

    /// Closes.
    pub fn close(&self) {
        self.send(Command::Close);
    }

    fn send(&self, command: Command) {
        // Where the thread has ended, it is closed.
        drop(self.0.send(command));
    }
}

/// What happens, one after the other.
pub struct Happenings {
    from: mpsc::Receiver<Happening>,
    door: Door,
}

impl Happenings {
    /// Waits for what happens next. None once nearby is closed.
    #[must_use]
    pub fn wait(&self) -> Option<Happening> {
        self.from.recv().ok()
    }
}

impl Drop for Happenings {
    fn drop(&mut self) {
        self.door.close();
    }
}

/// Nearby, open.
pub struct Opened {
    /// The handle.
    pub door: Door,
    /// What happens.
    pub happenings: Happenings,
    /// How this device can be called by code.
    pub card: Card,
    /// Whether others can be looked for.
    pub looking: bool,
}

/// Opens nearby: binds listeners and starts the thread.
///
/// # Errors
/// When this device has no address that another could reach.
pub fn open(place: Place, look: bool, chance: &mut dyn Chance) -> Result<Opened, Fault> {
    let secret = entropy(chance);
    open_for(&place, look, Purpose::Level(secret), secret, chance)
}

/// Opens nearby for one device that is to be paired, and knows the same secret. Whoever calls without it is sent away;
/// after some dozen who do not know it, this closes by itself.
///
/// # Errors
/// As [`open`].
pub fn open_to_pair(
    place: Place,
    look: bool,
    secret: &RoomSecret,
    chance: &mut dyn Chance,
) -> Result<Opened, Fault> {
    open_for(&place, look, Purpose::Pair(**secret), **secret, chance)
}

fn open_for(
    place: &Place,
    look: bool,
    purpose: Purpose,
    secret: [u8; SECRET_BYTES],
    chance: &mut dyn Chance,
) -> Result<Opened, Fault> {
    let listening = place.listen()?;
    let on_card = listening.addresses.iter().filter(|it| stands_on_card(it));
    let card = Card {
        addresses: on_card.copied().collect(),
        secret,
    };
    let lookout = look
        .then(|| house::look(place, &listening.addresses, chance))
        .flatten();
    let looking = lookout.is_some();
    let (door, told) = commands::unbounded_channel();
    let (happened, from) = mpsc::channel();
    let house = house::House::new(purpose, lookout, Drawn::from_chance(chance), happened);
    thread::Builder::new()
        .name("nearby".to_owned())
        .spawn(move || house::run(house, listening.listeners, told))
        .map_err(|_| Fault::NoNetwork)?;
    let door = Door(door);
    Ok(Opened {
        happenings: Happenings {
            from,
            door: door.clone(),
        },
        door,
        card,
        looking,
    })
}
