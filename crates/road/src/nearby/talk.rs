//! One talk as a state machine without a socket: whoever drives it moves bytes and carries questions to the app.
//!
//! The steps are written as one piece of asynchronous code, which the compiler makes a state machine of; it is polled
//! here and waits for nothing but bytes and replies. Deadlines are the driver's; the talk says how patient it may be.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use countersign_seal::{Chance, Drawn, End};
use countersign_wire::nearby::SECRET_BYTES;

use super::ask::{Ask, Fault, Reply, Tell};
use super::channel::Mixed;
use super::meet;

/// How a talk came about.
#[derive(Clone, Copy)]
pub enum How {
    /// This end called a device that multicast had found.
    Called,
    /// This end called with the secret of a card.
    CalledByCard([u8; SECRET_BYTES]),
    /// This end was called; the secret is that of the card it shows.
    WasCalled([u8; SECRET_BYTES]),
    /// This end called to be paired, with the secret of the room.
    CalledToPair([u8; SECRET_BYTES]),
    /// This end was called while it waits to be paired, and has the secret of the room.
    WasCalledToPair([u8; SECRET_BYTES]),
}

impl How {
    /// Which end this is.
    #[must_use]
    pub fn end(self) -> End {
        match self {
            Self::Called | Self::CalledByCard(_) | Self::CalledToPair(_) => End::Caller,
            Self::WasCalled(_) | Self::WasCalledToPair(_) => End::Called,
        }
    }

    /// Whether the two are to be paired before anything else.
    pub(super) fn pairs(self) -> bool {
        match self {
            Self::CalledToPair(_) | Self::WasCalledToPair(_) => true,
            Self::Called | Self::CalledByCard(_) | Self::WasCalled(_) => false,
        }
    }

    /// What a caller mixes in, or the called for a caller who says that they have a secret. `None` where such a caller is
    /// not talked with.
    pub(super) fn mixed(self, with_secret: bool) -> Option<Mixed> {
        match self {
            Self::Called => Some(Mixed::Nothing),
            Self::WasCalled(secret) if with_secret => Some(Mixed::Card(secret)),
            Self::WasCalled(_) => Some(Mixed::Nothing),
            Self::CalledByCard(secret) => Some(Mixed::Card(secret)),
            Self::CalledToPair(secret) => Some(Mixed::Pairing(secret)),
            Self::WasCalledToPair(secret) => with_secret.then_some(Mixed::Pairing(secret)),
        }
    }
}

/// What a talk needs next.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// These bytes are to be written.
    Write(Vec<u8>),
    /// So many bytes are to be read and given to [`Talk::arrived`], in one piece or several; at most 65,535.
    Read {
        /// How many.
        bytes: usize,
    },
    /// The app is to be asked; its answer goes to [`Talk::reply`].
    Ask(Ask),
    /// Something happened.
    Tell(Tell),
    /// Nothing is new: a while is to be waited, so that two devices that wait for people stay quiet.
    Pause,
    /// It is over.
    Over(Result<(), Fault>),
}

/// One talk. Holds the keys of its channel and no more than one message and the bundles of a lot.
pub struct Talk {
    steps: Pin<Box<dyn Future<Output = Result<(), Fault>>>>,
    desk: Rc<RefCell<Desk>>,
    over: Option<Result<(), Fault>>,
}

/// What lies between the steps and the driver.
struct Desk {
    chance: Drawn,
    out: Option<Next>,
    wanted: usize,
    arrived: Vec<u8>,
    reply: Option<Reply>,
}

impl Talk {
    /// Begins. Chance is drawn from `chance` once.
    #[must_use]
    pub fn begin(how: How, chance: &mut dyn Chance) -> Self {
        let desk = Rc::new(RefCell::new(Desk {
            chance: Drawn::from_chance(chance),
            out: None,
            wanted: 0,
            arrived: Vec::new(),
            reply: None,
        }));
        let line = Line(Rc::clone(&desk));
        Self {
            steps: Box::pin(meet::talk(line, how)),
            desk,
            over: None,
        }
    }

    /// What is needed next. What was asked for before must have been done.
    pub fn step(&mut self) -> Next {
        if let Some(over) = self.over {
            return Next::Over(over);
        }
        let polled = self
            .steps
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
        let mut desk = self.desk.borrow_mut();
        if let Some(out) = desk.out.take() {
            return out;
        }
        if let Poll::Ready(over) = polled {
            self.over = Some(over);
            return Next::Over(over);
        }
        Next::Read {
            bytes: desk.wanted.saturating_sub(desk.arrived.len()),
        }
    }

    /// Bytes of the other end; never more than were asked for.
    pub fn arrived(&mut self, bytes: &[u8]) {
        self.desk.borrow_mut().arrived.extend_from_slice(bytes);
    }

    /// The app's answer.
    pub fn reply(&mut self, reply: Reply) {
        self.desk.borrow_mut().reply = Some(reply);
    }
}

/// The steps' side of the desk.
pub(super) struct Line(Rc<RefCell<Desk>>);

impl Line {
    /// Hands something to the driver, and goes on when it is done.
    async fn hand(&self, out: Next) {
        let mut out = Some(out);
        poll_fn(|_| match out.take() {
            Some(next) => {
                self.0.borrow_mut().out = Some(next);
                Poll::Pending
            }
            None => Poll::Ready(()),
        })
        .await;
    }

    pub(super) async fn write(&self, bytes: Vec<u8>) {
        self.hand(Next::Write(bytes)).await;
    }

    pub(super) async fn tell(&self, tell: Tell) {
        self.hand(Next::Tell(tell)).await;
    }

    pub(super) async fn pause(&self) {
        self.hand(Next::Pause).await;
    }

    /// Exactly so many bytes.
    pub(super) async fn read(&self, count: usize) -> Vec<u8> {
        self.0.borrow_mut().wanted = count;
        poll_fn(|_| {
            let mut desk = self.0.borrow_mut();
            if desk.arrived.len() < count {
                return Poll::Pending;
            }
            let behind = desk.arrived.split_off(count);
            Poll::Ready(std::mem::replace(&mut desk.arrived, behind))
        })
        .await
    }

    pub(super) async fn ask(&self, ask: Ask) -> Reply {
        self.hand(Next::Ask(ask)).await;
        self.0.borrow_mut().reply.take().unwrap_or(Reply::Stopped)
    }

    /// Lends chance.
    pub(super) fn with_chance<T>(&self, work: impl FnOnce(&mut dyn Chance) -> T) -> T {
        work(&mut self.0.borrow_mut().chance)
    }
}
