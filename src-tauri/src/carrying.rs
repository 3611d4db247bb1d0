//! What the courier carries: errands of the open vault to its relays, and wakes back.
//!
//! The desk is asked for an errand and told of its answer; in between, while a network is waited for, nothing of it is
//! held. Left out: when the courier goes (`courier.rs`), and every decision about what is asked (`app`).

use std::{
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use countersign_app::view::Change;
use countersign_app::{
    Answer, App, Authorities, Fault, Http, Job, RoadPatience, SystemWorld, Wakes, ask_each,
};
use tauri::{AppHandle, Manager};

use crate::courier::{Birth, Courier, Life, Stop};
use crate::desk::Desk;

/// How long it rests at least between two rounds that nobody asked for.
const BREATH: Duration = Duration::from_secs(1);
/// How long it rests after the vault could not be read or written.
const PAUSE: Duration = Duration::from_secs(60);
/// Wakes that nobody has heard yet, at most; further ones wait.
const WAKES_MAX: usize = 64;

/// Begins to carry for the vault that is open on the desk of one window.
pub(crate) struct Carrying(pub(crate) AppHandle);

impl Birth for Carrying {
    fn begin(&self) -> Option<(Box<dyn Life>, Stop)> {
        let http = Http::new(Authorities::Public, RoadPatience::default()).ok()?;
        let stopper = http.stopper();
        let life = OpenVault {
            window: self.0.clone(),
            http,
            waited: Vec::new(),
            wakes: None,
            faltered: false,
        };
        Some((Box::new(life), Box::new(move || stopper.stop())))
    }
}

/// One open vault and its lines.
struct OpenVault {
    window: AppHandle,
    http: Http,
    /// The mailboxes that are waited for.
    waited: Vec<[u8; 32]>,
    wakes: Option<Wakes>,
    faltered: bool,
}

impl Life for OpenVault {
    fn round(&mut self, goes_on: &dyn Fn() -> bool) {
        let window = self.window.clone();
        let Some(desk) = window.try_state::<Desk>() else {
            return;
        };
        self.faltered = false;
        let mut asked = false;
        while goes_on() {
            let jobs = desk.ask(App::errands);
            self.faltered |= jobs.is_err();
            let jobs = jobs.unwrap_or_default();
            if jobs.is_empty() || self.faltered {
                break;
            }
            asked = true;
            self.carry(&desk, jobs, goes_on);
        }
        if goes_on() {
            self.wait_for_wakes(&desk);
            if asked {
                desk.tell(&Change::Lists);
            }
        }
    }

    fn hurry(&mut self) {
        if let Some(desk) = self.window.try_state::<Desk>() {
            // A vault that was locked meanwhile has nothing to hurry for.
            let _locked = desk.ask(App::sync_now);
        }
    }

    fn rest(&mut self) -> Option<Duration> {
        let desk = self.window.try_state::<Desk>()?;
        let due = desk.ask(App::sync_due).ok()??;
        let least = if self.faltered { PAUSE } else { BREATH };
        Some(Duration::from_secs(due.into()).max(least))
    }
}

impl OpenVault {
    /// Carries these, while it is wanted; a lock ends at once what is in the air.
    fn carry(&mut self, desk: &Desk, jobs: Vec<Job>, goes_on: &dyn Fn() -> bool) {
        let faltered = &mut self.faltered;
        ask_each(&mut self.http, jobs, &mut |job, answer| {
            if goes_on() {
                *faltered |= !answered(desk, job, answer);
            }
        });
    }

    /// Waits to be woken for the mailboxes that there are now.
    fn wait_for_wakes(&mut self, desk: &Desk) {
        let waits = desk.ask(App::waits).unwrap_or_default();
        let mailboxes: Vec<[u8; 32]> = waits.iter().map(|one| one.mailbox).collect();
        if mailboxes == self.waited {
            return;
        }
        self.wakes = None;
        self.waited = mailboxes;
        if waits.is_empty() {
            return;
        }
        let (tell, told) = mpsc::sync_channel(WAKES_MAX);
        let window = self.window.clone();
        let heard = thread::Builder::new()
            .name("woken".to_owned())
            .spawn(move || {
                for mailbox in told {
                    woken(&window, mailbox);
                }
            });
        // Where the system gives no thread, time alone wakes us.
        self.wakes = heard.ok().and_then(|_| {
            let chance = Box::new(SystemWorld);
            Wakes::start(
                waits,
                Authorities::Public,
                RoadPatience::default(),
                chance,
                tell,
            )
            .ok()
        });
    }
}

/// Hands an answer in and tells what came; `false` when the vault could not be read or written.
fn answered(desk: &Desk, job: Job, answer: Result<Answer, Fault>) -> bool {
    let Ok(came) = desk.ask(|app| app.answered(job, answer)) else {
        return false;
    };
    if came.applied > 0 {
        desk.came();
    }
    for id in came.agreements {
        desk.tell(&Change::Agreement { id });
    }
    true
}

fn woken(window: &AppHandle, mailbox: [u8; 32]) {
    let Some(desk) = window.try_state::<Desk>() else {
        return;
    };
    if desk.ask(|app| app.sync_woken(mailbox)).is_ok()
        && let Some(courier) = window.try_state::<Arc<Courier>>()
    {
        courier.stir();
    }
}
