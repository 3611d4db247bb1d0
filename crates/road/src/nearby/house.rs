//! The thread behind an open door: who is let in, who is called, and how long anybody may take.
//!
//! Seats are few and each has an end, so that a crowd of strangers costs little and keeps nobody out for long.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::mpsc;
use std::time::Duration;

use countersign_seal::{Chance, Drawn};
use countersign_wire::nearby::{Card, SECRET_BYTES};
use mdns_sd::{Receiver, ServiceEvent};
use tokio::net::TcpStream;
use tokio::sync::mpsc as commands;
use tokio::task::{JoinSet, LocalSet};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};

use super::ask::Fault;
use super::door::{Command, Happening};
use super::drive::{Driven, connect, drive};
use super::lookout::Lookout;
use super::neighbours::Neighbours;
use super::place::Place;
use super::talk::How;

/// Talks at a time with those who called here. Calls of this end have seats of their own, so that a crowd at the door
/// keeps nobody from going out.
const SEATS: usize = 16;

/// Talks at a time with one address that called here.
const SEATS_PER_ADDRESS: usize = 2;

/// Calls at a time to devices that were seen.
const CALLS: usize = 4;

/// So many times it is told that somebody new is there.
const FOUND_TOLD: u32 = 16;

/// How long a name of chance is used.
const NAME_SECONDS: u64 = 15 * 60;

/// How often one looks whether somebody who was seen can be called now.
const CALL_SECONDS: u64 = 1;

/// So many callers may not know the secret of the room in which two devices are to be paired; then it is shut. They
/// guess one code in a million millions each.
const GUESSES_MAX: u32 = 64;

/// If nobody was seen for so long, the network may keep devices apart.
const APART: Duration = Duration::from_secs(20);

/// What the lookout gives.
pub(super) type Looking = (Lookout, Receiver<ServiceEvent>);

/// Begins to look, under a name.
pub(super) fn look(
    place: &Place,
    addresses: &[SocketAddr],
    chance: &mut dyn Chance,
) -> Option<Looking> {
    let (mut lookout, seen) = Lookout::open(place, addresses)?;
    lookout.renew(chance);
    Some((lookout, seen))
}

/// What a door is open for, and the secret that it knows.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// For devices that know each other; the secret stands on the card.
    Level([u8; SECRET_BYTES]),
    /// For one device that is to be paired; the secret is that of the room.
    Pair([u8; SECRET_BYTES]),
}

impl Purpose {
    fn to_seen(self) -> How {
        match self {
            Self::Level(_) => How::Called,
            Self::Pair(secret) => How::CalledToPair(secret),
        }
    }

    fn by_card(self, secret: [u8; SECRET_BYTES]) -> How {
        match self {
            Self::Level(_) => How::CalledByCard(secret),
            Self::Pair(_) => How::CalledToPair(secret),
        }
    }

    fn called(self) -> How {
        match self {
            Self::Level(secret) => How::WasCalled(secret),
            Self::Pair(secret) => How::WasCalledToPair(secret),
        }
    }
}

/// A talk that is going on.
struct Seat {
    with: Option<IpAddr>,
    calling: bool,
    by_card: bool,
}

/// What came of a talk.
struct Left {
    talk: u32,
    connected: bool,
    guess: bool,
    outcome: Result<(), Fault>,
}

/// All that the thread knows.
pub(super) struct House {
    purpose: Purpose,
    looking: Option<Looking>,
    chance: Drawn,
    happened: mpsc::Sender<Happening>,
    seats: BTreeMap<u32, Seat>,
    neighbours: Neighbours,
    found: u32,
    /// Addresses with which everything is level.
    level: BTreeSet<IpAddr>,
    talks: JoinSet<Left>,
    next_talk: u32,
    alone: bool,
    guesses: u32,
}

impl House {
    pub(super) fn new(
        purpose: Purpose,
        looking: Option<Looking>,
        chance: Drawn,
        happened: mpsc::Sender<Happening>,
    ) -> Self {
        Self {
            purpose,
            looking,
            chance,
            happened,
            seats: BTreeMap::new(),
            neighbours: Neighbours::default(),
            found: 0,
            level: BTreeSet::new(),
            talks: JoinSet::new(),
            next_talk: 1,
            alone: true,
            guesses: 0,
        }
    }

    /// Somebody is there. Where two are to be paired, only the app knows whether it is the right one.
    fn not_alone(&mut self) {
        self.alone = matches!(self.purpose, Purpose::Pair(_));
    }

    fn tell(&self, happening: Happening) {
        // Where nobody listens any more, the door is being closed.
        drop(self.happened.send(happening));
    }

    /// Takes a seat; gives the talk's number.
    fn sit(&mut self, with: Option<IpAddr>, calling: bool, by_card: bool) -> u32 {
        let talk = self.next_talk;
        self.next_talk = self.next_talk.wrapping_add(1);
        let seat = Seat {
            with,
            calling,
            by_card,
        };
        self.seats.insert(talk, seat);
        talk
    }

    /// Somebody called here.
    fn let_in(&mut self, stream: TcpStream, from: IpAddr) {
        let called = || self.seats.values().filter(|seat| !seat.calling);
        let theirs = called().filter(|seat| seat.with == Some(from)).count();
        if called().count() >= SEATS || theirs >= SEATS_PER_ADDRESS {
            return;
        }
        self.not_alone();
        let talk = self.sit(Some(from), false, false);
        let how = self.purpose.called();
        let chance = Drawn::from_chance(&mut self.chance);
        let happened = self.happened.clone();
        self.talks.spawn_local(async move {
            let Driven { guess, outcome } = drive(stream, how, chance, talk, happened).await;
            Left {
                talk,
                connected: true,
                guess,
                outcome,
            }
        });
    }

    /// Calls the first of these addresses that answers.
    fn call(&mut self, addresses: Vec<SocketAddr>, how: How, by_card: bool) {
        if by_card {
            self.not_alone();
        }
        let with = addresses.first().map(SocketAddr::ip);
        let talk = self.sit(with, true, by_card);
        let chance = Drawn::from_chance(&mut self.chance);
        let happened = self.happened.clone();
        self.talks.spawn_local(async move {
            let (connected, outcome) = match connect(&addresses).await {
                Ok(stream) => {
                    let driven = drive(stream, how, chance, talk, happened).await;
                    (true, driven.outcome)
                }
                Err(fault) => (false, Err(fault)),
            };
            Left {
                talk,
                connected,
                guess: false,
                outcome,
            }
        });
    }

    fn left(&mut self, left: &Left) {
        let Some(seat) = self.seats.remove(&left.talk) else {
            return;
        };
        self.guesses += u32::from(left.guess);
        match left.outcome {
            Ok(()) => self.level.extend(seat.with),
            Err(Fault::Cut | Fault::Apart) if seat.calling => {
                self.neighbours.once_more(seat.with, Instant::now());
            }
            Err(
                Fault::Cut
                | Fault::Apart
                | Fault::NoNetwork
                | Fault::OldCode
                | Fault::Stranger
                | Fault::Wrong
                | Fault::Newer
                | Fault::Stopped
                | Fault::Parted
                | Fault::Guessed,
            ) => {}
        }
        self.tell(Happening::Ended {
            talk: left.connected.then_some(left.talk),
            by_card: seat.by_card,
            outcome: left.outcome,
        });
    }

    /// Notes somebody who was seen.
    fn see(&mut self, event: ServiceEvent) {
        let seen = self.looking.as_ref().and_then(|(it, _)| it.seen(event));
        let Some(seen) = seen else {
            return;
        };
        self.not_alone();
        let new = self.neighbours.see(seen, Instant::now(), &mut self.chance);
        if new && self.found < FOUND_TOLD {
            self.found += 1;
            self.tell(Happening::Found);
        }
    }

    /// Calls those whose turn it is.
    fn call_neighbours(&mut self) {
        let own = match &self.looking {
            Some((lookout, _)) => lookout.name().to_owned(),
            None => return,
        };
        let calling = self.seats.values().filter(|seat| seat.calling).count();
        let free = CALLS.saturating_sub(calling);
        let busy =
            |ip| self.level.contains(&ip) || self.seats.values().any(|seat| seat.with == Some(ip));
        let now = Instant::now();
        let due = self
            .neighbours
            .due(&own, free, &busy, now, &mut self.chance);
        for addresses in due {
            self.call(addresses, self.purpose.to_seen(), false);
        }
    }

    /// There is something new for everybody.
    fn again(&mut self) {
        self.level.clear();
        self.neighbours.again(Instant::now());
    }

    fn renew_name(&mut self) {
        if let Some((lookout, _)) = &mut self.looking {
            lookout.renew(&mut self.chance);
        }
    }

    fn find_alone(&mut self) {
        if self.alone {
            self.alone = false;
            self.tell_awaited(Fault::Apart);
        }
    }

    /// Whether somebody tries codes at this door; then it is to be shut.
    fn is_guessed_at(&self) -> bool {
        let guessed = matches!(self.purpose, Purpose::Pair(_)) && self.guesses >= GUESSES_MAX;
        if guessed {
            self.tell_awaited(Fault::Guessed);
        }
        guessed
    }

    /// Tells of something outside any talk, to somebody who waits for it.
    fn tell_awaited(&self, fault: Fault) {
        self.tell(Happening::Ended {
            talk: None,
            by_card: true,
            outcome: Err(fault),
        });
    }
}

/// The thread: until the door is closed.
pub(super) fn run(
    house: House,
    listeners: Vec<TcpListener>,
    told: commands::UnboundedReceiver<Command>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    // Without a runtime nothing was promised: dropping the house closes the door.
    if let Ok(runtime) = runtime {
        LocalSet::new().block_on(&runtime, stay_open(house, listeners, told));
    }
}

async fn stay_open(
    mut house: House,
    listeners: Vec<TcpListener>,
    mut told: commands::UnboundedReceiver<Command>,
) {
    let (knock, mut knocked) = commands::channel(1);
    let mut porters = JoinSet::new();
    for listener in listeners {
        porters.spawn_local(answer_knocks(listener, knock.clone()));
    }
    let seen = house.looking.as_ref().map(|(_, seen)| seen.clone());
    let opened = Instant::now();
    let (mut closes, mut lonely) = (None, Some(opened + APART));
    let mut names = interval(Duration::from_secs(NAME_SECONDS));
    let mut calls = interval(Duration::from_secs(CALL_SECONDS));
    names.reset();
    calls.set_missed_tick_behavior(MissedTickBehavior::Skip);
    loop {
        tokio::select! {
            command = told.recv() => match command {
                Some(Command::Call(Card { addresses, secret })) => {
                    house.call(addresses, house.purpose.by_card(secret), true);
                }
                Some(Command::CloseAfter(time)) => closes = Some(Instant::now() + time),
                Some(Command::Again) => house.again(),
                Some(Command::Close) | None => return,
            },
            Some((stream, from)) = knocked.recv() => house.let_in(stream, from),
            Some(left) = house.talks.join_next() => if let Ok(left) = left {
                house.left(&left);
                if house.is_guessed_at() {
                    return;
                }
            },
            Some(event) = look_out(seen.as_ref()) => house.see(event),
            () = at(lonely) => { lonely = None; house.find_alone(); }
            () = at(closes) => return,
            _ = names.tick() => house.renew_name(),
            _ = calls.tick() => house.call_neighbours(),
        }
    }
}

async fn at(time: Option<Instant>) {
    match time {
        Some(time) => sleep_until(time).await,
        None => std::future::pending().await,
    }
}

async fn look_out(seen: Option<&Receiver<ServiceEvent>>) -> Option<ServiceEvent> {
    match seen {
        Some(seen) => seen.recv_async().await.ok(),
        None => std::future::pending().await,
    }
}

/// Takes connections of one listener, one at a time.
async fn answer_knocks(listener: TcpListener, knock: commands::Sender<(TcpStream, IpAddr)>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    let mut failed = 0_u32;
    // A listener that fails again and again has lost its interface.
    while failed < 100 {
        match listener.accept().await {
            Ok((stream, from)) => {
                failed = 0;
                if knock.send((stream, from.ip())).await.is_err() {
                    return;
                }
            }
            Err(_) => {
                failed += 1;
                tokio::task::yield_now().await;
            }
        }
    }
}
