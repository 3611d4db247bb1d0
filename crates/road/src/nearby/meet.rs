//! How a talk begins: the handshake, for two who are to be paired their pairing, then tags, then proofs, and only then
//! anything that is worth listening to.
//!
//! The caller proves first: whoever walks through a house and calls must say who they are before they learn it of
//! others. Before the proofs are judged good, nothing is sent that depends on what is in a vault.

use countersign_seal::End;
use countersign_wire::nearby::{MAGIC, PROTOCOL, TAG_FRAMES_MAX, TAGS_PER_FRAME};

use super::ask::{Ask, Fault, Proof, Reply, Tag, Tell};
use super::channel::{Channel, Mixed, Opening};
use super::legs;
use super::message::Message;
use super::slots::Slots;
use super::talk::{How, Line};
use super::turns;

const BY_CARD: u8 = 1;

/// Magic, version, and whether a card's secret is mixed in.
const HELLO_BYTES: usize = MAGIC.len() + 2;

/// The whole talk.
pub(super) async fn talk(line: Line, how: How) -> Result<(), Fault> {
    let end = how.end();
    let channel = match end {
        End::Caller => call(&line, how).await?,
        End::Called => be_called(&line, how).await?,
    };
    let mut room = Room { line, channel };
    if how.pairs() {
        room.line.tell(Tell::Together).await;
        legs::pair(&mut room, end).await?;
    }
    let places = room.meet(end).await?;
    room.line.tell(Tell::Met(places.clone())).await;
    turns::level(&mut room, end, &places).await
}

/// A channel with somebody at the other end.
pub(super) struct Room {
    pub(super) line: Line,
    channel: Channel,
}

impl Room {
    pub(super) async fn say(&mut self, message: &Message) -> Result<(), Fault> {
        let sealed = self.channel.seal(&message.encode())?;
        send(&self.line, &sealed).await
    }

    pub(super) async fn hear(&mut self) -> Result<Message, Fault> {
        let message = self.hear_any().await?;
        if message == Message::Bye {
            return Err(Fault::Stranger);
        }
        Ok(message)
    }

    pub(super) async fn hear_any(&mut self) -> Result<Message, Fault> {
        let sealed = receive(&self.line).await?;
        Message::decode(&self.channel.open(&sealed)?)
    }

    /// Finds out what is shared with a device that may have it; gives the agreements' places.
    async fn meet(&mut self, end: End) -> Result<Vec<usize>, Fault> {
        let ask = Ask::Tags {
            handshake: self.channel.handshake(),
            end,
        };
        let Reply::Tags(pairs) = self.line.ask(ask).await else {
            return Err(Fault::Stopped);
        };
        let slots = self.line.with_chance(|chance| Slots::deal(&pairs, chance));
        let shown = match end {
            End::Caller => {
                self.show_tags(&slots).await?;
                self.hear_tags().await?
            }
            End::Called => {
                let shown = self.hear_tags().await?;
                self.show_tags(&slots).await?;
                shown
            }
        };
        let common = slots.common(&shown);
        match end {
            End::Caller => {
                let places = common.iter().map(|(place, _)| *place).collect();
                self.settle_first(&slots, &common, places, shown.len())
                    .await
            }
            End::Called => self.settle_second(&slots, &common, shown.len()).await,
        }
    }

    /// The caller's way: prove, judge, say what is settled.
    async fn settle_first(
        &mut self,
        slots: &Slots,
        common: &[(usize, usize)],
        places: Vec<usize>,
        shown: usize,
    ) -> Result<Vec<usize>, Fault> {
        if common.is_empty() {
            return self.bye().await;
        }
        self.prove(slots, &places).await?;
        let proofs = self.hear_proofs(shown).await?;
        let good = self.judge(common, &proofs).await?;
        if good.is_empty() {
            return self.bye().await;
        }
        let mut bits = vec![0_u8; shown.div_ceil(8)];
        for (_, slot) in common.iter().filter(|(place, _)| good.contains(place)) {
            if let Some(byte) = bits.get_mut(slot / 8) {
                *byte |= 1 << (slot % 8);
            }
        }
        let (frames, _) = bits.as_chunks::<{ TAGS_PER_FRAME / 8 }>();
        for frame in frames {
            self.say(&Message::Settled(*frame)).await?;
        }
        Ok(good)
    }

    /// The called's way: judge, prove, hear what is settled.
    async fn settle_second(
        &mut self,
        slots: &Slots,
        common: &[(usize, usize)],
        shown: usize,
    ) -> Result<Vec<usize>, Fault> {
        let proofs = self.hear_proofs(shown).await?;
        let good = self.judge(common, &proofs).await?;
        if good.is_empty() {
            return self.bye().await;
        }
        self.prove(slots, &good).await?;
        let mut bits = Vec::new();
        for _ in slots.frames() {
            let Message::Settled(frame) = self.hear().await? else {
                return Err(Fault::Wrong);
            };
            bits.extend_from_slice(&frame);
        }
        let settled = |place: &usize| {
            let slot = slots.slot_of(*place).unwrap_or(usize::MAX);
            bits.get(slot / 8)
                .is_some_and(|byte| byte >> (slot % 8) & 1 == 1)
        };
        let places: Vec<usize> = good.into_iter().filter(settled).collect();
        if places.is_empty() {
            return Err(Fault::Stranger);
        }
        Ok(places)
    }

    async fn show_tags(&mut self, slots: &Slots) -> Result<(), Fault> {
        let count = slots.frames().len();
        for (at, frame) in slots.frames().enumerate() {
            let message = Message::Tags(frame.to_vec(), at + 1 < count);
            self.say(&message).await?;
        }
        Ok(())
    }

    async fn hear_tags(&mut self) -> Result<Vec<Tag>, Fault> {
        let mut shown = Vec::new();
        for _ in 0..TAG_FRAMES_MAX {
            let Message::Tags(tags, more) = self.hear().await? else {
                return Err(Fault::Wrong);
            };
            shown.extend(tags);
            if !more {
                return Ok(shown);
            }
        }
        Err(Fault::Wrong)
    }

    async fn prove(&mut self, slots: &Slots, places: &[usize]) -> Result<(), Fault> {
        let Reply::Proofs(proofs) = self.line.ask(Ask::Prove(places.to_vec())).await else {
            return Err(Fault::Stopped);
        };
        let all = self
            .line
            .with_chance(|chance| slots.proofs(places, &proofs, chance))?;
        for frame in all.chunks(TAGS_PER_FRAME) {
            self.say(&Message::Proofs(frame.to_vec())).await?;
        }
        Ok(())
    }

    async fn hear_proofs(&mut self, shown: usize) -> Result<Vec<Proof>, Fault> {
        let mut all = Vec::new();
        while all.len() < shown {
            let Message::Proofs(proofs) = self.hear().await? else {
                return Err(Fault::Wrong);
            };
            all.extend(proofs);
        }
        Ok(all)
    }

    /// The places whose proof is good.
    async fn judge(
        &mut self,
        common: &[(usize, usize)],
        proofs: &[Proof],
    ) -> Result<Vec<usize>, Fault> {
        let claims: Vec<(usize, Proof)> = common
            .iter()
            .filter_map(|(place, slot)| Some((*place, *proofs.get(*slot)?)))
            .collect();
        let places: Vec<usize> = claims.iter().map(|(place, _)| *place).collect();
        let Reply::Judged(good) = self.line.ask(Ask::Judge(claims)).await else {
            return Err(Fault::Stopped);
        };
        if good.len() != places.len() {
            return Err(Fault::Stopped);
        }
        let good = places.into_iter().zip(good).filter(|(_, good)| *good);
        Ok(good.map(|(place, _)| place).collect())
    }

    async fn bye<T>(&mut self) -> Result<T, Fault> {
        self.say(&Message::Bye).await?;
        Err(Fault::Stranger)
    }
}

async fn call(line: &Line, how: How) -> Result<Channel, Fault> {
    let mixed = how.mixed(true).ok_or(Fault::Wrong)?;
    let secret = !matches!(mixed, Mixed::Nothing);
    let opening =
        |chance: &mut dyn countersign_seal::Chance| Opening::begin(End::Caller, mixed, chance);
    let mut opening = line.with_chance(opening)?;
    let hello = [PROTOCOL, u8::from(secret)];
    send(line, &[&MAGIC[..], &hello, &opening.write()?].concat()).await?;
    let answer = receive(line).await?;
    match answer.split_first() {
        Some((&PROTOCOL, message)) => opening.read(message).map_err(|_| match secret {
            true => Fault::OldCode,
            false => Fault::Wrong,
        })?,
        Some((version, _)) if *version > PROTOCOL => return Err(Fault::Newer),
        Some(_) | None => return Err(Fault::Wrong),
    }
    send(line, &opening.write()?).await?;
    opening.finish()
}

async fn be_called(line: &Line, how: How) -> Result<Channel, Fault> {
    let hello = receive(line).await?;
    let (hello, message) = hello
        .split_first_chunk::<HELLO_BYTES>()
        .ok_or(Fault::Wrong)?;
    let [a, b, c, version, by_card] = *hello;
    if [a, b, c] != MAGIC || by_card > BY_CARD {
        return Err(Fault::Wrong);
    }
    if version != PROTOCOL {
        // So that a newer or older app can say so.
        send(line, &[PROTOCOL]).await?;
        return Err(if version > PROTOCOL {
            Fault::Newer
        } else {
            Fault::Wrong
        });
    }
    let mixed = how.mixed(by_card == BY_CARD).ok_or(Fault::Stranger)?;
    let opening =
        |chance: &mut dyn countersign_seal::Chance| Opening::begin(End::Called, mixed, chance);
    let mut opening = line.with_chance(opening)?;
    opening.read(message)?;
    send(line, &[&[PROTOCOL][..], &opening.write()?].concat()).await?;
    let last = receive(line).await?;
    opening.read(&last)?;
    opening.finish()
}

/// A message in its frame: two bytes of length, big-endian, before it.
async fn send(line: &Line, message: &[u8]) -> Result<(), Fault> {
    let length = u16::try_from(message.len()).map_err(|_| Fault::Wrong)?;
    line.write([&length.to_be_bytes()[..], message].concat())
        .await;
    Ok(())
}

async fn receive(line: &Line) -> Result<Vec<u8>, Fault> {
    let head = line.read(2).await;
    let length = head
        .first_chunk::<2>()
        .map_or(0, |it| u16::from_be_bytes(*it));
    if length == 0 {
        return Err(Fault::Wrong);
    }
    Ok(line.read(usize::from(length)).await)
}
