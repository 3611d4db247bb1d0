//! What is to be asked of relays now.
//!
//! One question about each mailbox at a time; only bundles are put several beside each other, since none needs another's
//! answer. A round is: fetch all that came, put what is new here, drop what everybody has; then rest, until something changes here, a wake comes, or a quarter of an hour has passed.

use countersign_domain::DeviceId;
use countersign_road::{Call, Invited, Key, Waiting};
use countersign_seal::{SecretBytes, entropy, mailbox_handle, mailbox_key_hash};
use countersign_vault::{MailboxName, MailboxRow, MailboxState, Moment, PostedRow};
use countersign_wire::relay::Cursor;

use super::job::{Job, What, place};
use super::pace::{much_later, rest};
use super::post::Stage;
use crate::app::App;
use crate::codes::Result;
use crate::session::Session;
use crate::world::World;

/// How often a mailbox is asked how full it is: a day, in seconds.
const COUNT_SECONDS: i64 = 24 * 3_600;
/// How long an earlier mailbox is read while the other person has not come to the new one: 30 days, in seconds.
const LEFT_SECONDS: i64 = 30 * 24 * 3_600;
/// How long a relay is not told that it was turned off, so that turning it off can be undone: 10 minutes, in seconds.
const UNDO_SECONDS: i64 = 600;
/// What a relay keeps while it has not said so: 90 days.
const KEEP_DAYS: u32 = 90;
const DAY_SECONDS: i64 = 24 * 3_600;
/// Bundles of one mailbox that are put beside each other; a relay lets one key have eight bodies under way.
const PUTS_MAX: usize = 6;

impl App {
    /// What is to be asked now: one question about each mailbox, or the next few bundles that it is to keep. None needs
    /// another's answer. Ask each without holding the app, and give
    /// what came back to [`App::answered`]; then ask for more. None: nothing is to be done before
    /// [`App::sync_due`]. Nothing is ever asked about an agreement that nobody turned a relay on for.
    ///
    /// # Errors
    /// When the vault is locked, or cannot be written.
    pub fn errands(&mut self) -> Result<Vec<Job>> {
        let (session, world) = self.unlocked()?;
        let mut jobs = Vec::new();
        let mut first_error = None;
        for row in session.vault.view().mailboxes()? {
            let (name, now) = (row.name, world.now());
            if !session.post.is_free(&row, now) {
                continue;
            }
            match session.next_jobs(row, world) {
                Ok(next) => {
                    for job in next {
                        session.post.fly(name, job.what, now);
                        jobs.push(job);
                    }
                }
                Err(error) => {
                    // One agreement that cannot be read must not hold up the others.
                    session.post.round(name).put_off(much_later(now));
                    first_error = first_error.or(Some(error));
                }
            }
        }
        match first_error {
            Some(error) if jobs.is_empty() => Err(error),
            Some(_) | None => Ok(jobs),
        }
    }

    /// In how many seconds there is something to ask again; `None` while no agreement uses a relay.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn sync_due(&mut self) -> Result<Option<u32>> {
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let mut soonest: Option<i64> = None;
        for row in session.vault.view().mailboxes()? {
            if row.state == MailboxState::Gone {
                continue;
            }
            let pace = session.post.pace(&row.address).waits(now);
            let round = session.post.round(row.name);
            let rests = round.stage == Stage::Rest && !row.news;
            let wait = if rests { (round.due - now).max(0) } else { 0 };
            let wait = wait.max(pace);
            soonest = Some(soonest.map_or(wait, |soonest| soonest.min(wait)));
        }
        Ok(soonest.map(|wait| u32::try_from(wait).unwrap_or(u32::MAX)))
    }

    /// Begins every round anew, at once: somebody tapped, the device woke, or a network came. A relay that asked to
    /// wait is not hurried.
    ///
    /// # Errors
    /// When the vault is locked.
    pub fn sync_now(&mut self) -> Result<()> {
        let (session, _) = self.unlocked()?;
        session.post.hurry();
        Ok(())
    }

    /// The mailboxes for which to wait to be woken, each under the name that [`App::sync_woken`] takes.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn waits(&mut self) -> Result<Vec<Waiting>> {
        let (session, _) = self.unlocked()?;
        let rows = session.vault.view().mailboxes()?;
        let on = rows.into_iter().filter(|row| row.state == MailboxState::On);
        let waits = on.filter_map(|row| {
            Some(Waiting {
                mailbox: wake_name(row.name),
                place: place(&row),
                key: Key(row.key.expose().try_into().ok()?),
                after: cursor(&row),
            })
        });
        Ok(waits.collect())
    }

    /// Something is worth asking about this mailbox. A hint, which costs a question at most.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn sync_woken(&mut self, mailbox: [u8; 32]) -> Result<()> {
        let (session, _) = self.unlocked()?;
        let rows = session.vault.view().mailboxes()?;
        for row in rows.iter().filter(|row| wake_name(row.name) == mailbox) {
            session.post.round(row.name).hurry();
        }
        Ok(())
    }
}

impl Session {
    /// The next question about a mailbox, or the bundles to put.
    fn next_jobs(&mut self, row: MailboxRow, world: &mut dyn World) -> Result<Vec<Job>> {
        match row.state {
            MailboxState::Gone => Ok(Vec::new()),
            MailboxState::Opening | MailboxState::Joining => Ok(vec![self.first_job(row)?]),
            MailboxState::Left | MailboxState::On => match self.device_job(&row)? {
                Some(job) => Ok(vec![job]),
                None => self.round_jobs(row, world),
            },
        }
    }

    /// Meets the relay, opens the mailbox, or renews the key of a card.
    fn first_job(&mut self, mut row: MailboxRow) -> Result<Job> {
        let round = self.post.round(row.name);
        if row.pin.is_none() && !round.met {
            return Ok(Job::new(&row, What::Meet, None, Call::About));
        }
        if row.state == MailboxState::Opening {
            let own = invited(&row, self.device(), &row.key);
            let theirs = invited(&row, self.other_device(row.agreement)?, &row.invited);
            let token = Some(&row.token).filter(|token| !token.expose().is_empty());
            return Ok(Job::new(&row, What::Open, token, Call::Open([own, theirs])));
        }
        let anew = row.asked && !round.old_key;
        if !row.asked {
            // Before it is asked: after a lost answer either key may be the good one.
            row.asked = true;
            self.vault.write(|tx| tx.put_mailbox(&row))?;
        }
        let key = if anew { &row.next_key } else { &row.key };
        let call = Call::Renew(hash(&row.next_key));
        Ok(Job::new(&row, What::Renew { anew }, Some(key), call))
    }

    /// Own devices that the relay is to know, or to know no more.
    fn device_job(&mut self, row: &MailboxRow) -> Result<Option<Job>> {
        let devices = self.vault.view().mailbox_devices(row.name)?;
        let Some(next) = devices.into_iter().find(|it| !it.told) else {
            return Ok(None);
        };
        let device = next.device;
        let remove = next.key.expose().is_empty()
            || self.post.round(row.name).remove_first.contains(&device);
        let (what, call) = if remove {
            (What::Remove(device), Call::Remove(handle(row, device)))
        } else {
            let call = Call::Invite(invited(row, device, &next.key));
            (What::Invite(device), call)
        };
        Ok(Some(Job::new(row, what, Some(&row.key), call)))
    }

    fn round_jobs(&mut self, row: MailboxRow, world: &mut dyn World) -> Result<Vec<Job>> {
        let now = world.now();
        let round = self.post.round(row.name);
        if round.stage == Stage::Rest {
            // A clock that was set back must not put off a round for ever.
            let due = round.due <= now || round.due - now > COUNT_SECONDS;
            let news = row.news && row.state == MailboxState::On;
            if !due && !news {
                return Ok(Vec::new());
            }
            round.begin();
        }
        if round.stage == Stage::Fetch {
            let call = Call::Fetch(cursor(&row));
            return Ok(vec![Job::new(&row, What::Fetch, Some(&row.key), call)]);
        }
        if self.post.round(row.name).stage == Stage::Put && row.state == MailboxState::On {
            let puts = self.put_jobs(row.name, world)?;
            if !puts.is_empty() {
                return Ok(puts);
            }
        }
        // What was kept since is newer than the row that came in.
        let Some(mut row) = self.vault.view().mailbox(row.name)? else {
            return Ok(Vec::new());
        };
        if row.state == MailboxState::On && self.is_over(&row)? {
            row.state = MailboxState::Left;
            row.left_at = Moment(now);
            self.vault.write(|tx| tx.put_mailbox(&row))?;
        }
        self.post.round(row.name).stage = Stage::Tidy;
        if let Some(job) = self.tidy_job(&row, now)? {
            return Ok(vec![job]);
        }
        let chance = u64::from_be_bytes(entropy(world));
        let mut until = rest(now, chance);
        if row.state == MailboxState::Left {
            until = until.min(now + UNDO_SECONDS);
        }
        self.post.round(row.name).put_off(until);
        Ok(Vec::new())
    }

    /// The next bundles to put, the oldest first; made now, where something is new here.
    fn put_jobs(&mut self, name: MailboxName, world: &mut dyn World) -> Result<Vec<Job>> {
        let Some(mut row) = self.vault.view().mailbox(name)? else {
            return Ok(Vec::new());
        };
        self.offer_expired(&mut row, world.now())?;
        if row.news {
            self.make_posted(&mut row, world)?;
        }
        let mut puts = Vec::new();
        let posted = self.vault.view().posted(name)?;
        for next in posted
            .iter()
            .filter(|it| it.number.is_none())
            .take(PUTS_MAX)
        {
            if let Some(bytes) = self.vault.view().posted_bytes(next.turn)? {
                let (what, call) = (What::Put(next.turn), Call::Put(bytes));
                puts.push(Job::new(&row, what, Some(&row.key), call));
            }
        }
        Ok(puts)
    }

    /// Drops what everybody has signed for; asks how full it is; leaves a mailbox that is done with.
    fn tidy_job(&mut self, row: &MailboxRow, now: i64) -> Result<Option<Job>> {
        let key = Some(&row.key);
        if row.state == MailboxState::Left {
            let done = self.is_done_with(row, now)?;
            let call = Call::Remove(handle(row, self.device()));
            return Ok(done.then(|| Job::new(row, What::Leave, key, call)));
        }
        if let Some(turn) = self.receipted(row)? {
            let job = Job::new(row, What::Drop(turn.turn), key, Call::Drop(turn.id.0));
            return Ok(Some(job));
        }
        let counted = (0..COUNT_SECONDS).contains(&(now - row.counted.0));
        Ok((!counted).then(|| Job::new(row, What::Fullness, key, Call::Fullness)))
    }

    /// A left mailbox that is empty is done with: without another, once that cannot be undone any more; else when the
    /// other person came to the other, or after a month.
    fn is_done_with(&self, row: &MailboxRow, now: i64) -> Result<bool> {
        let since = now - row.left_at.0;
        Ok(match self.current_mailbox(row.agreement)? {
            None => !(0..UNDO_SECONDS).contains(&since),
            Some(next) => next.other_joined || !(0..LEFT_SECONDS).contains(&since),
        })
    }

    /// The oldest bundle at the relay that every other device of the two has. An agreement that nobody looked at
    /// since the vault was opened has heard of no receipt, and is not read for this.
    fn receipted(&self, row: &MailboxRow) -> Result<Option<PostedRow>> {
        let Some(book) = self.loaded(row.agreement) else {
            return Ok(None);
        };
        let posted = self.vault.view().posted(row.name)?;
        let Some(first) = posted.first().filter(|first| first.number.is_some()) else {
            return Ok(None);
        };
        // Rows without heads are told by the next that has some.
        let told = posted.iter().find(|it| !it.heads.is_empty());
        let had = told.is_some_and(|told| told.number.is_some() && book.have_all(&told.heads));
        Ok(had.then(|| first.clone()))
    }

    /// What the relay has let go of by its own clock is offered again, where somebody still lacks it.
    fn offer_expired(&mut self, row: &mut MailboxRow, now: i64) -> Result<()> {
        let days = if row.keep_days == 0 {
            KEEP_DAYS
        } else {
            row.keep_days
        };
        let posted = self.vault.view().posted(row.name)?;
        let expired = posted
            .iter()
            .any(|it| it.number.is_some() && now - it.at.0 > i64::from(days) * DAY_SECONDS);
        if expired {
            self.offer_again(row.agreement, now)?;
            row.news = true;
        }
        Ok(())
    }

    /// Makes the bundles of what is new here, durable with the memory that they were made.
    fn make_posted(&mut self, row: &mut MailboxRow, world: &mut dyn World) -> Result<()> {
        let (name, now) = (row.name, Moment(world.now()));
        self.load(row.agreement)?;
        self.note_removed(row)?;
        // What only says "I have it", or carries no act, is in nobody's word: it is told by the next that carries one.
        let told = self.loaded(row.agreement).is_some_and(|book| {
            let heads: Vec<_> = book.agreement().heads().iter().copied().collect();
            book.have_all(&heads)
        });
        self.make_bundles(
            row.agreement,
            countersign_sync::Extent::New,
            world,
            |tx, envelopes, heads| {
                let last = envelopes.len().saturating_sub(1);
                for (at, envelope) in envelopes.iter().enumerate() {
                    let id = countersign_vault::BundleId(countersign_seal::bundle_id(envelope));
                    let heads = if at == last && !told { heads } else { &[] };
                    tx.add_posted(name, id, envelope, heads, now)?;
                }
                Ok(())
            },
        )?;
        // The step itself noted news; this comes after it, so that a cut in between costs a look and nothing else.
        row.news = false;
        Ok(self.vault.write(|tx| tx.put_mailbox(row))?)
    }

    /// Both have ended the agreement, and the other person has everything that was said here.
    fn is_over(&self, row: &MailboxRow) -> Result<bool> {
        let Some(book) = self.loaded(row.agreement) else {
            return Ok(false);
        };
        let ended = book.agreement().ended_by().len() == countersign_domain::Role::BOTH.len();
        let heads: Vec<_> = book.agreement().heads().iter().copied().collect();
        if row.news || !ended || !book.have_all(&heads) {
            return Ok(false);
        }
        let posted = self.vault.view().posted(row.name)?;
        Ok(posted.iter().all(|it| it.number.is_some()))
    }

    /// Own devices that were removed, also by the kit or by another own device, lose their keys.
    fn note_removed(&mut self, row: &MailboxRow) -> Result<()> {
        let known = self.vault.view().mailbox_devices(row.name)?;
        let role = self.role;
        let here = self.device();
        let (book, _) = self.book(row.agreement)?;
        let devices = book.agreement().devices();
        let removed = devices.into_iter().filter(|(device, state)| {
            let noted = known
                .iter()
                .any(|it| it.device == *device && it.key.expose().is_empty());
            state.owner == role && state.removed && !state.kit && *device != here && !noted
        });
        let removed: Vec<DeviceId> = removed.map(|(device, _)| device).collect();
        for device in removed {
            self.shut_out(row.agreement, device, row.since.0)?;
        }
        Ok(())
    }
}

/// How far a mailbox was read.
pub(super) fn cursor(row: &MailboxRow) -> Option<Cursor> {
    row.cursor.map(|(epoch, number)| Cursor { epoch, number })
}

/// What a device's key is called in a mailbox.
fn handle(row: &MailboxRow, device: DeviceId) -> [u8; 16] {
    mailbox_handle(&row.name.0, &device.0)
}

fn invited(row: &MailboxRow, device: DeviceId, key: &SecretBytes) -> Invited {
    Invited {
        handle: handle(row, device),
        key: hash(key),
    }
}

/// What a relay is told of a key. Keys that the vault kept have 32 bytes.
fn hash(key: &SecretBytes) -> [u8; 32] {
    key.expose().try_into().map_or([0; 32], mailbox_key_hash)
}

/// What whoever waits for wakes calls a mailbox; the relay never hears it.
fn wake_name(name: MailboxName) -> [u8; 32] {
    let mut wide = [0; 32];
    if let Some(front) = wide.first_chunk_mut() {
        *front = name.0;
    }
    wide
}
