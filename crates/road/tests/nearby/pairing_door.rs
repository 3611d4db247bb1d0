//! The door behind which two devices are paired, over sockets of this machine: callers who try codes, and two who have
//! the right one.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use countersign_road::nearby::{
    Fault, Happening, Happenings, How, Next, Opened, Place, Reply, Talk, Tell, open_to_pair,
};
use countersign_seal::RoomSecret;

use crate::guest::{Guest, dice};

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

fn door(secret: [u8; 16], seed: u64) -> Opened {
    let secret = RoomSecret::new(secret);
    open_to_pair(Place::At(vec![HERE]), false, &secret, &mut dice(seed)).unwrap()
}

/// Calls by hand with this secret; none where one is not let in.
fn call(address: SocketAddr, secret: [u8; 16]) -> Option<Fault> {
    let mut stream = TcpStream::connect(address).ok()?;
    let mut talk = Talk::begin(How::CalledToPair(secret), &mut dice(99));
    loop {
        match talk.step() {
            Next::Write(bytes) => stream.write_all(&bytes).ok()?,
            Next::Read { bytes } => {
                let mut read = vec![0; bytes];
                stream.read_exact(&mut read).ok()?;
                talk.arrived(&read);
            }
            Next::Over(outcome) => return outcome.err(),
            Next::Ask(_) | Next::Tell(_) | Next::Pause => return None,
        }
    }
}

/// How everything ended that ended, until the door is closed.
fn ends(happenings: &Happenings) -> Vec<Result<(), Fault>> {
    let mut ends = Vec::new();
    while let Some(happening) = happenings.wait() {
        if let Happening::Ended { outcome, .. } = happening {
            ends.push(outcome);
        }
    }
    ends
}

#[test]
fn whoever_tries_codes_finds_the_door_shut_after_some_dozen() {
    let opened = door([5; 16], 1);
    let address = opened.card.addresses[0];
    let mut refused = 0;
    while TcpStream::connect(address).is_ok() {
        refused += u32::from(call(address, [6; 16]) == Some(Fault::OldCode));
        assert!(refused < 200, "nobody shuts the door");
    }
    assert!(refused > 20, "{refused}");
    assert_eq!(ends(&opened.happenings).last(), Some(&Err(Fault::Guessed)));
}

/// Answers what a door asks from a guest, until a talk ended well; what was told on the way. What ended otherwise is
/// tried again: a door gives the seat of whoever was sent away to the next a moment later.
fn host(opened: &Opened, guest: &mut Guest, again: impl Fn()) -> Vec<Tell> {
    let (mut told, mut tries) = (Vec::new(), 0);
    while let Some(happening) = opened.happenings.wait() {
        match happening {
            Happening::Asked { ask, answer, .. } => answer.give(guest.answer(ask)),
            Happening::Told { tell, .. } => told.push(tell),
            Happening::Ended {
                outcome: Ok(()), ..
            } => return told,
            Happening::Ended { outcome, .. } => {
                tries += 1;
                assert!(tries < 10_000, "no talk ends well: {outcome:?}");
                again();
            }
            Happening::Found => {}
        }
    }
    told
}

#[test]
fn while_strangers_knock_and_say_nothing_the_right_two_are_paired() {
    let (mut magda, mut karin) = (Guest::new(1, &[7]), Guest::new(2, &[7]));
    magda = magda.trusting(&karin);
    karin = karin.trusting(&magda);
    magda.pairs = Box::new(|theirs| match theirs {
        b"" => Reply::Leg(Vec::new()),
        b"invite" => Reply::Leg(b"request".to_vec()),
        _ => Reply::Stopped,
    });
    karin.pairs = Box::new(|theirs| match theirs {
        b"" => Reply::Leg(b"invite".to_vec()),
        _ => Reply::Paired,
    });
    let (hers, mine) = (door([5; 16], 1), door([5; 16], 2));
    let address = hers.card.addresses[0];
    // One who is silent, and one without the code: the door has a seat left for her who has it.
    let silent = TcpStream::connect(address).unwrap();
    silent
        .set_read_timeout(Some(Duration::from_secs(1)))
        .unwrap();
    assert_eq!(call(address, [6; 16]), Some(Fault::OldCode));
    let card = hers.card.clone();
    let calls = || mine.door.call(card.clone());
    calls();
    let told = std::thread::scope(|both| {
        let there = both.spawn(move || host(&hers, &mut magda, || {}).len());
        let here = host(&mine, &mut karin, calls);
        assert!(there.join().unwrap() > 0);
        here
    });
    assert_eq!(told.first(), Some(&Tell::Together));
    assert!(told.contains(&Tell::Met(vec![0])));
}
