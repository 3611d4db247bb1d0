//! How near the client says a goal is, over time: the figures as they were said, none averaged and none filled in.
//!
//! They stand in the client's own versions of the goal and in check-ins that name it. A check-in that was not shared is
//! seen on the client's own device alone (law 11); the keyworker's figures are not the client's and are left out.

use std::collections::BTreeSet;

use countersign_domain::{PartId, PartKind, Role};

use crate::app::App;
use crate::codes::Result;
use crate::names::{self, part_text};
use crate::page::Page;
use crate::terms;
use crate::view::{self, CheckinView, Moment, NearSaid, NearView};

impl App {
    /// For each goal what the client has said, goals in the order in which they were first put forward.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such agreement.
    pub fn nears(&mut self, agreement: &view::AgreementId) -> Result<Vec<NearView>> {
        let private = self.checkins(agreement)?;
        let (session, world) = self.unlocked()?;
        let page = session.page(names::agreement(agreement)?, world.now())?;
        // A keyworker's own notes say nothing about the client.
        let private = if page.reader == Role::Client {
            private.as_slice()
        } else {
            &[]
        };
        page.nears(private)
    }
}

impl Page<'_> {
    fn nears(&self, private: &[CheckinView]) -> Result<Vec<NearView>> {
        let shared = self.shared_checkins()?;
        let own: BTreeSet<_> = private.iter().filter_map(|it| it.shared.as_ref()).collect();
        let mut views = Vec::new();
        for goal in self.book.parts() {
            let Some(part) = self.drawn(*goal)? else {
                continue;
            };
            if part.state.kind != PartKind::Goal {
                continue;
            }
            let text = part_text(*goal);
            let mut said = self.nears_in_versions(*goal);
            // On the client's own device a shared check-in is the note that it was made from.
            let theirs = shared.iter().filter(|it| !own.contains(&it.id));
            said.extend(theirs.flat_map(|it| {
                let about = it
                    .topics
                    .iter()
                    .filter(|topic| topic.goal.as_ref() == Some(&text));
                about.map(|topic| point(it.stamp.claimed, topic.figure, false))
            }));
            said.extend(private.iter().flat_map(|it| {
                let about = it
                    .topics
                    .iter()
                    .filter(|topic| topic.goal.as_ref() == Some(&text));
                about.map(|topic| point(it.at, topic.figure, it.shared.is_none()))
            }));
            said.sort_by_key(|it| it.at.0);
            views.push(NearView {
                goal: text,
                words: self.body(part.agreed.shown().unwrap_or(*goal))?.text(),
                said,
            });
        }
        Ok(views)
    }

    fn nears_in_versions(&self, goal: PartId) -> Vec<NearSaid> {
        let acts = self.book.acts_of(goal).into_iter();
        acts.filter(|act| act.header.author == Role::Client)
            .filter_map(|act| {
                let near = terms::suggestion(act)?.near?;
                Some(point(Moment(act.header.claimed.0), near, false))
            })
            .collect()
    }
}

fn point(at: Moment, near: u8, private: bool) -> NearSaid {
    NearSaid { at, near, private }
}
