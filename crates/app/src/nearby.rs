//! Sync nearby: opening, what happens while it is open, and closing.
//!
//! The network is waited for on a thread of its own that holds no vault ([`Nearby::wait`]); the app is needed only to
//! answer ([`App::nearby_turn`]), which is quick. Nothing is announced, and nobody let in, before somebody opens it.

mod compared;
mod sitting;
mod talks;

use std::net::IpAddr;
use std::time::Duration;

use countersign_road::nearby::{self as road, Happening, Place, Tell};
use countersign_seal::{RoomSecret, entropy, room_secret};
use countersign_wire::nearby::Card;
use countersign_wire::{RoomCode, read_code, write_code};

use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::pairing_state::picture_of;
use crate::vaults::first_name;
use crate::view::{self, NearbyCode, NearbyEvent};

pub use talks::NearbyTalks;

/// So long two people may take to be connected by one code.
const ROOM_SECONDS: u32 = 10 * 60;

/// Nearby, open. It closes when this is dropped.
pub struct Nearby {
    happenings: road::Happenings,
    door: road::Door,
    card: Card,
    looking: bool,
    /// The letters that are shown so that the other person types them.
    letters: Option<String>,
    stage: Stage,
    talks: NearbyTalks,
}

/// How far waiting has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opened,
    Open,
    Closed,
}

/// Something that the app is to be told.
pub struct NearbyTurn(Turn);

enum Turn {
    Opened,
    Happened(Happening),
    Closed,
}

/// The handle for a face: it can be used while somebody else waits.
#[derive(Clone)]
pub struct NearbyDoor(road::Door);

impl NearbyDoor {
    /// Calls the device that shows this code.
    ///
    /// # Errors
    /// When it is no such code.
    pub fn dial(&self, code: &str) -> Result<()> {
        let bytes = read_code(code)?;
        let card = Card::decode(&bytes).map_err(|_| Code::CodeUnreadable)?;
        self.0.call(card);
        Ok(())
    }

    /// Talks again with the devices that are here: there is something new.
    pub fn again(&self) {
        self.0.again();
    }

    /// Closes by itself after a while, so that nobody leaves it open by mistake.
    pub fn close_after(&self, seconds: u32) {
        self.0.close_after(Duration::from_secs(u64::from(seconds)));
    }

    /// Closes. [`NearbyEvent::Closed`] follows.
    pub fn close(&self) {
        self.0.close();
    }
}

impl Nearby {
    fn over(
        opened: road::Opened,
        talks: NearbyTalks,
        letters: Option<String>,
    ) -> (Self, NearbyDoor) {
        let nearby = Self {
            happenings: opened.happenings,
            door: opened.door.clone(),
            card: opened.card,
            looking: opened.looking,
            letters,
            stage: Stage::Opened,
            talks,
        };
        (nearby, NearbyDoor(opened.door))
    }

    /// Waits until the app is needed or has something to tell. None once everything is told.
    pub fn wait(&mut self) -> Option<NearbyTurn> {
        match self.stage {
            Stage::Opened => {
                self.stage = Stage::Open;
                Some(NearbyTurn(Turn::Opened))
            }
            Stage::Open => match self.happenings.wait() {
                Some(happening) => Some(NearbyTurn(Turn::Happened(happening))),
                None => {
                    self.stage = Stage::Closed;
                    Some(NearbyTurn(Turn::Closed))
                }
            },
            Stage::Closed => None,
        }
    }
}

impl App {
    /// Opens nearby on every interface that leads into the room, and looks for others.
    ///
    /// # Errors
    /// When the vault is locked, or this device is in no network.
    pub fn open_nearby(&mut self) -> Result<(Nearby, NearbyDoor)> {
        self.open_nearby_in(Place::Room, true)
    }

    /// Opens nearby on these addresses alone; looks for others if that is asked for.
    ///
    /// # Errors
    /// As [`App::open_nearby`].
    pub fn open_nearby_at(
        &mut self,
        addresses: &[IpAddr],
        look: bool,
    ) -> Result<(Nearby, NearbyDoor)> {
        self.open_nearby_in(Place::At(addresses.to_vec()), look)
    }

    fn open_nearby_in(&mut self, place: Place, look: bool) -> Result<(Nearby, NearbyDoor)> {
        let (_, world) = self.unlocked()?;
        let opened = road::open(place, look, world).map_err(code_of)?;
        Ok(Nearby::over(opened, NearbyTalks::default(), None))
    }

    /// Founder: shows letters in this room, so that the other person types them and the two are connected. Open for ten
    /// minutes, and for one device. Where no addresses are named, on every interface that leads into the room.
    ///
    /// # Errors
    /// When the agreement is not here, both people are, or this device is in no network.
    pub fn open_room(
        &mut self,
        agreement: &view::AgreementId,
        at: &[IpAddr],
    ) -> Result<(Nearby, NearbyDoor)> {
        let id = self.invite_to_room(agreement)?;
        let (_, world) = self.unlocked()?;
        let code = RoomCode::of(entropy(world));
        let secret = room_secret(&code).map_err(|_| Code::Broken)?;
        self.sit_down(at, &secret, NearbyTalks::founding(id), Some(code.write()))
    }

    /// Joiner: looks for the device that shows these letters; `typed` may also be the code of its card, which is called.
    /// `my_name` is the name to be known by, used where the founder gave none.
    ///
    /// # Errors
    /// When it is neither, the name is too long, or this device is in no network.
    pub fn enter_room(
        &mut self,
        typed: &str,
        my_name: &str,
        at: &[IpAddr],
    ) -> Result<(Nearby, NearbyDoor)> {
        let name = match my_name.trim() {
            "" => String::new(),
            name => first_name(name)?,
        };
        let talks = NearbyTalks::joining(name);
        if let Some(code) = RoomCode::read(typed) {
            let secret = room_secret(&code).map_err(|_| Code::Broken)?;
            return self.sit_down(at, &secret, talks, None);
        }
        let card = Card::decode(&read_code(typed)?).map_err(|_| Code::CodeUnreadable)?;
        let opened = self.sit_down(at, &RoomSecret::new(card.secret), talks, None)?;
        opened.1.0.call(card);
        Ok(opened)
    }

    fn sit_down(
        &mut self,
        at: &[IpAddr],
        secret: &RoomSecret,
        talks: NearbyTalks,
        letters: Option<String>,
    ) -> Result<(Nearby, NearbyDoor)> {
        let (_, world) = self.unlocked()?;
        let look = !at.iter().any(IpAddr::is_loopback);
        let place = match at {
            [] => Place::Room,
            at => Place::At(at.to_vec()),
        };
        let opened = road::open_to_pair(place, look, secret, world).map_err(code_of)?;
        let (nearby, door) = Nearby::over(opened, talks, letters);
        door.close_after(ROOM_SECONDS);
        Ok((nearby, door))
    }

    /// Answers what [`Nearby::wait`] gave, and says what people are to see. A locked vault closes nearby.
    pub fn nearby_turn(&mut self, nearby: &mut Nearby, turn: NearbyTurn) -> Vec<NearbyEvent> {
        match turn.0 {
            Turn::Opened => vec![started(nearby)],
            Turn::Closed => vec![NearbyEvent::Closed],
            // Where two are to be connected, it may be anybody's.
            Turn::Happened(Happening::Found) if nearby.talks.sitting.is_some() => Vec::new(),
            Turn::Happened(Happening::Found) => vec![NearbyEvent::Found],
            Turn::Happened(Happening::Asked { talk, ask, answer }) => {
                let (reply, event) = self.answer_nearby(&mut nearby.talks, talk, ask);
                if matches!(&event, Some(NearbyEvent::TookIn { arrival, .. }) if arrival.applied > 0)
                {
                    // There may be a third device here that lacks it. Whoever it came from is level when this talk ends.
                    nearby.door.again();
                }
                answer.give(reply);
                if !self.is_open() {
                    nearby.door.close();
                }
                event.into_iter().collect()
            }
            Turn::Happened(Happening::Told { talk, tell }) => match tell {
                Tell::Met(places) => self.nearby_met(&mut nearby.talks, talk, &places),
                Tell::Handed => nearby.talks.handed(talk),
                Tell::Together => {
                    nearby.talks.together(talk);
                    None
                }
            }
            .into_iter()
            .collect(),
            Turn::Happened(Happening::Ended {
                talk,
                by_card,
                outcome,
            }) => {
                let met = talk.is_some_and(|talk| nearby.talks.end(talk));
                match &mut nearby.talks.sitting {
                    Some(sitting) => sitting.ended(talk, met, outcome),
                    None => ended(talk, by_card || met, outcome),
                }
                .into_iter()
                .collect()
            }
        }
    }
}

fn started(nearby: &Nearby) -> NearbyEvent {
    let code = write_code(&nearby.card.encode());
    // A card of eight addresses fits well into a QR code; where it did not, the typed code is left.
    let code = NearbyCode {
        qr: picture_of(&code).unwrap_or_default(),
        code,
    };
    let looking = nearby.looking;
    if nearby.talks.sitting.is_none() {
        return NearbyEvent::Started { code, looking };
    }
    NearbyEvent::Room {
        letters: nearby.letters.clone(),
        code,
        looking,
    }
}

/// What people are told of a talk's end. Of strangers that come and go nobody is told, unless somebody waits for this
/// very talk: in a house where many have the app they are the rule.
fn ended(
    talk: Option<u32>,
    awaited: bool,
    outcome: std::result::Result<(), road::Fault>,
) -> Option<NearbyEvent> {
    match (outcome, talk) {
        (Ok(()), Some(talk)) => Some(NearbyEvent::Done { talk }),
        (Ok(()), None) | (Err(road::Fault::Stopped), _) => None,
        (Err(fault), talk) => awaited.then(|| NearbyEvent::Fault {
            talk,
            code: code_of(fault),
        }),
    }
}

fn code_of(fault: road::Fault) -> Code {
    match fault {
        road::Fault::NoNetwork => Code::NearbyNoNetwork,
        road::Fault::Apart => Code::NearbyApart,
        road::Fault::OldCode => Code::NearbyOldCode,
        road::Fault::Stranger => Code::NearbyStranger,
        road::Fault::Cut => Code::NearbyCut,
        road::Fault::Wrong => Code::NearbyWrong,
        road::Fault::Newer => Code::NearbyNewer,
        road::Fault::Stopped => Code::Locked,
        road::Fault::Parted => Code::RoomLeft,
        road::Fault::Guessed => Code::RoomGuessed,
    }
}
