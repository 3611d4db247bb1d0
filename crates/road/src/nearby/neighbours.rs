//! Who was seen by multicast, and whose turn it is to be called. Anybody on the network can announce anything, so
//! nothing here grows without end, and chance chooses whom to call: no name is worth more than another.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use countersign_seal::{Chance, entropy};
use tokio::time::Instant;

use super::lookout::Seen;

/// Devices that are remembered as seen.
const SEEN_MAX: usize = 1_024;

/// How often somebody is called whose connection breaks.
const CALLS_EACH: u32 = 3;

/// The one of two with the greater name waits so long for the other's call.
const GRACE: Duration = Duration::from_secs(3);

/// Somebody who was seen.
struct Neighbour {
    addresses: Vec<SocketAddr>,
    since: Instant,
    /// It has been called, and what came of it is not known or was an end.
    called: bool,
    calls: u32,
}

/// All who were seen, by their names of chance.
#[derive(Default)]
pub(super) struct Neighbours(BTreeMap<String, Neighbour>);

impl Neighbours {
    /// Notes somebody who was seen; whether it is somebody new.
    pub(super) fn see(&mut self, seen: Seen, now: Instant, chance: &mut dyn Chance) -> bool {
        if let Some(known) = self.0.get_mut(&seen.name) {
            known.addresses = seen.addresses;
            return false;
        }
        if self.0.len() >= SEEN_MAX && !self.make_room(chance) {
            return false;
        }
        let neighbour = Neighbour {
            addresses: seen.addresses,
            since: now,
            called: false,
            calls: 0,
        };
        self.0.insert(seen.name, neighbour);
        true
    }

    /// Forgets one who has been called.
    fn make_room(&mut self, chance: &mut dyn Chance) -> bool {
        let called = self.0.iter().filter(|(_, it)| it.called);
        let mut called: Vec<String> = called.map(|(name, _)| name.clone()).collect();
        let gone = draw(&mut called, chance);
        gone.is_some_and(|name| self.0.remove(&name).is_some())
    }

    /// The addresses of those to be called now, at most `free`: the lesser of two names calls, the greater one waits a
    /// while first.
    pub(super) fn due(
        &mut self,
        own: &str,
        free: usize,
        busy: &dyn Fn(IpAddr) -> bool,
        now: Instant,
        chance: &mut dyn Chance,
    ) -> Vec<Vec<SocketAddr>> {
        let due = self.0.iter().filter(|(name, it)| {
            let turn = own < name.as_str() || now.duration_since(it.since) >= GRACE;
            turn && !it.called && !it.addresses.iter().any(|address| busy(address.ip()))
        });
        let mut due: Vec<String> = due.map(|(name, _)| name.clone()).collect();
        let mut chosen = Vec::new();
        while chosen.len() < free
            && let Some(name) = draw(&mut due, chance)
        {
            if let Some(neighbour) = self.0.get_mut(&name) {
                neighbour.called = true;
                neighbour.calls += 1;
                chosen.push(neighbour.addresses.clone());
            }
        }
        chosen
    }

    /// A connection broke: whoever is there is called again, a few times.
    pub(super) fn once_more(&mut self, with: Option<IpAddr>, now: Instant) {
        let there = |it: &&mut Neighbour| it.addresses.first().map(SocketAddr::ip) == with;
        for neighbour in self.0.values_mut().filter(there) {
            neighbour.called = neighbour.calls >= CALLS_EACH;
            neighbour.since = now;
        }
    }

    /// There is something new for everybody.
    pub(super) fn again(&mut self, now: Instant) {
        for neighbour in self.0.values_mut() {
            neighbour.called = false;
            neighbour.calls = 0;
            neighbour.since = now;
        }
    }
}

/// Takes one out by chance.
fn draw(names: &mut Vec<String>, chance: &mut dyn Chance) -> Option<String> {
    let drawn = u64::from_le_bytes(entropy(chance));
    let at = drawn.checked_rem(names.len() as u64)?;
    Some(names.swap_remove(usize::try_from(at).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_seal::Drawn;

    struct Ones;

    impl Chance for Ones {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    fn seen(name: &str, last: u8) -> Seen {
        Seen {
            name: name.to_owned(),
            addresses: vec![SocketAddr::from(([10, 0, 0, last], 9))],
        }
    }

    fn nobody(_: IpAddr) -> bool {
        false
    }

    #[test]
    fn the_lesser_name_calls_at_once_and_the_greater_one_after_a_while() {
        let (now, mut chance) = (Instant::now(), Drawn::from_chance(&mut Ones));
        let mut neighbours = Neighbours::default();
        assert!(neighbours.see(seen("b", 2), now, &mut chance));
        assert!(!neighbours.see(seen("b", 2), now, &mut chance));
        assert!(neighbours.due("c", 4, &nobody, now, &mut chance).is_empty());
        let later = now + GRACE;
        assert_eq!(neighbours.due("c", 4, &nobody, later, &mut chance).len(), 1);
        assert!(
            neighbours
                .due("a", 4, &nobody, later, &mut chance)
                .is_empty()
        );
        assert!(neighbours.see(seen("d", 4), later, &mut chance));
        assert_eq!(neighbours.due("c", 4, &nobody, later, &mut chance).len(), 1);
    }

    #[test]
    fn whoever_is_talked_with_is_not_called_and_a_broken_connection_is_tried_three_times() {
        let (now, mut chance) = (Instant::now(), Drawn::from_chance(&mut Ones));
        let mut neighbours = Neighbours::default();
        neighbours.see(seen("b", 2), now, &mut chance);
        let there = IpAddr::from([10, 0, 0, 2]);
        assert!(
            neighbours
                .due("a", 4, &|ip| ip == there, now, &mut chance)
                .is_empty()
        );
        for _ in 0..CALLS_EACH {
            assert_eq!(neighbours.due("a", 4, &nobody, now, &mut chance).len(), 1);
            neighbours.once_more(Some(there), now);
        }
        assert!(neighbours.due("a", 4, &nobody, now, &mut chance).is_empty());
        neighbours.again(now);
        assert_eq!(neighbours.due("a", 4, &nobody, now, &mut chance).len(), 1);
    }

    #[test]
    fn among_thousands_who_pretend_the_true_one_is_remembered_and_its_turn_comes() {
        let (now, mut chance) = (Instant::now(), Drawn::from_chance(&mut Ones));
        let mut neighbours = Neighbours::default();
        let fake = |at: u32| seen(&format!("0{at:08}"), 3);
        for at in 0..900 {
            neighbours.see(fake(at), now, &mut chance);
        }
        neighbours.see(seen("ffff", 2), now, &mut chance);
        for at in 900..5_000 {
            neighbours.see(fake(at), now, &mut chance);
        }
        assert_eq!(neighbours.0.len(), SEEN_MAX);
        let mut rounds = 0;
        let later = now + GRACE;
        let true_one = vec![SocketAddr::from(([10, 0, 0, 2], 9))];
        while !neighbours
            .due("1", 4, &nobody, later, &mut chance)
            .contains(&true_one)
        {
            rounds += 1;
            // Each that was called is replaced by another that pretends.
            neighbours.see(fake(10_000 + rounds), later, &mut chance);
            assert!(rounds < 2_000, "its turn never comes");
        }
    }
}
