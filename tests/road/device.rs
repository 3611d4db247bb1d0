//! A device that asks a relay, without an app around it; and two that share a mailbox.

use countersign_road::{Answer, Authorities, Call, Errand, Fault, Http, Invited, Key, Patience};
use countersign_road::{Place, Refused, Relay};

const NAME: [u8; 16] = [7; 16];
const KARINS_LAPTOP: [u8; 32] = [1; 32];
const MAGDAS_PHONE: [u8; 32] = [2; 32];
pub(crate) const MAGDAS_TABLET: [u8; 32] = [3; 32];

/// A device: what it asks with, and whom.
pub(crate) struct Device {
    pub(crate) http: Http,
    pub(crate) place: Place,
    pub(crate) key: Key,
}

impl Device {
    pub(crate) fn at(place: &Place, key: [u8; 32]) -> Self {
        Self {
            http: Http::new(Authorities::Public, Patience::default()).unwrap(),
            place: place.clone(),
            key: Key(key),
        }
    }

    pub(crate) fn ask(&mut self, call: Call) -> Result<Answer, Fault> {
        self.http.ask(&Errand {
            place: self.place.clone(),
            key: Some(self.key.clone()),
            call,
        })
    }

    pub(crate) fn page(&mut self) -> Vec<Vec<u8>> {
        let Ok(Answer::Page(page)) = self.ask(Call::Fetch(None)) else {
            panic!("no page")
        };
        page.parcels.into_iter().map(|one| one.envelope).collect()
    }
}

pub(crate) fn invited(device: &[u8; 32], key: &Key) -> Invited {
    Invited {
        handle: countersign_seal::mailbox_handle(&NAME, device),
        key: key.hash(),
    }
}

/// Karin's laptop opens a mailbox; Magda's phone has read the card and renewed the key.
pub(crate) fn two(place: &Place) -> (Device, Device) {
    let mut karin = Device::at(place, [11; 32]);
    let mut magda = Device::at(place, [12; 32]);
    let sides = [
        invited(&KARINS_LAPTOP, &karin.key),
        invited(&MAGDAS_PHONE, &magda.key),
    ];
    let open = Errand {
        place: place.clone(),
        key: None,
        call: Call::Open(sides),
    };
    assert_eq!(karin.http.ask(&open), Ok(Answer::Done));
    assert_eq!(karin.http.ask(&open), Ok(Answer::Done), "asked again");
    let not_yet = Err(Fault::Refused(Refused::NotAllowed));
    assert_eq!(magda.ask(Call::Fetch(None)), not_yet);
    let own = Key([22; 32]);
    assert_eq!(magda.ask(Call::Renew(own.hash())), Ok(Answer::Done));
    let gone = Err(Fault::Refused(Refused::UnknownKey));
    assert_eq!(magda.ask(Call::Fullness), gone, "the card is useless now");
    magda.key = own;
    (karin, magda)
}
