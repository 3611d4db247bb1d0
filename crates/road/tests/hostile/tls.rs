//! Who somebody proves to be: certificates of another time, another name, another key, and no TLS at all.

use crate::papers::{Authority, Papers};
use crate::stage::{Ends, Move, Stage, asked, impatient, patient, relays};
use countersign_road::{Answer, Authorities, Call, Fault, Place};
use std::net::TcpStream;
use std::sync::Arc;
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

const ABOUT: &[u8] = br#"{"protocol":1,"opening":"anyone"}"#;
const THEN: &str = "20200101000000Z";
const NOW: &str = "20250101000000Z";
const SOON: &str = "20450101000000Z";
const LATER: &str = "20490101000000Z";

/// An honest relay that shows these papers.
fn shows(papers: Papers) -> Stage {
    let server = papers.server();
    Stage::speaks(
        move |stream| shake(&server, stream),
        |_| vec![Move::Say(relays("200 OK", "", ABOUT)), Move::Hold],
    )
}

fn shake(server: &Arc<ServerConfig>, stream: TcpStream) -> Option<Box<dyn Ends>> {
    let shaking = ServerConnection::new(Arc::clone(server)).ok()?;
    Some(Box::new(StreamOwned::new(shaking, stream)))
}

fn ask(stage: &Stage, pin: Option<[u8; 32]>, believes: &Authority) -> Result<Answer, Fault> {
    let place = Place {
        address: format!("https://localhost:{}", stage.at.port()),
        pin,
    };
    let authorities = Authorities::These(vec![believes.certificate()]);
    let mut came = asked(place, authorities, patient(), vec![Call::About]);
    came.remove(0)
}

fn met(pin: [u8; 32]) -> Result<Answer, Fault> {
    Ok(Answer::About {
        pin: Some(pin),
        needs_token: false,
    })
}

#[test]
fn without_a_pin_an_authority_decides_and_the_pin_met_is_told() {
    let (ours, other) = (Authority::new(), Authority::new());
    let good = ours.vouch("localhost", NOW, SOON);
    let pin = good.pin;
    assert_eq!(ask(&shows(good), None, &ours), met(pin));
    let table = [
        ("expired", ours.vouch("localhost", THEN, NOW), Fault::Clock),
        (
            "not yet good",
            ours.vouch("localhost", SOON, LATER),
            Fault::Clock,
        ),
        (
            "another name",
            ours.vouch("other.example", NOW, SOON),
            Fault::Unvouched,
        ),
        (
            "another authority",
            other.vouch("localhost", NOW, SOON),
            Fault::Unvouched,
        ),
        (
            "another authority, expired",
            other.vouch("localhost", THEN, NOW),
            Fault::Unvouched,
        ),
        (
            "another name, expired",
            ours.vouch("other.example", THEN, NOW),
            Fault::Unvouched,
        ),
    ];
    for (name, papers, fault) in table {
        assert_eq!(ask(&shows(papers), None, &ours), Err(fault), "{name}");
    }
}

#[test]
fn with_a_pin_the_key_alone_decides() {
    let (ours, other) = (Authority::new(), Authority::new());
    let pinned = other.vouch("other.example", THEN, NOW);
    let pin = pinned.pin;
    let in_between = ours.vouch("localhost", NOW, SOON);
    let copied = pinned.copied_by(&in_between);
    assert_eq!(
        ask(&shows(pinned), Some(pin), &ours),
        met(pin),
        "a wrong clock cuts nobody off"
    );
    let vouched = ask(&shows(in_between), Some(pin), &ours);
    assert_eq!(
        vouched,
        Err(Fault::OtherKey),
        "whoever is believed by the system"
    );
    let shown = ask(&shows(copied), Some(pin), &ours);
    assert_eq!(shown, Err(Fault::OtherKey), "a certificate without its key");
}

#[test]
fn where_no_tls_is_spoken_is_no_relay() {
    let ours = Authority::new();
    let says = |said: &'static [u8]| {
        Stage::speaks(
            move |mut stream| {
                std::io::Write::write_all(&mut stream, said).ok()?;
                Some(Box::new(stream))
            },
            |_| vec![Move::Hold],
        )
    };
    let clear = says(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    assert_eq!(ask(&clear, None, &ours), Err(Fault::NotARelay));
    let old = says(&[21, 3, 3, 0, 2, 2, 70]);
    assert_eq!(
        ask(&old, Some([1; 32]), &ours),
        Err(Fault::NotARelay),
        "only older TLS"
    );
    let silent = says(b"");
    let place = Place {
        address: format!("https://localhost:{}", silent.at.port()),
        pin: None,
    };
    let came = asked(place, Authorities::Public, impatient(), vec![Call::About]);
    assert_eq!(came, [Err(Fault::TooSlow)]);
}
