//! An agreement on paper: A4, plain words, answer boxes, and the numbers by which true copies are known (design §7).
//!
//! It exists because paper is a main road, not a fallback. It is made from the same views as the screens, so it shows
//! nothing as agreed that they would not. Decisions by others stand apart, in square frames, and have no yes; printed
//! alone, a decision comes with a form to appeal. What a sheet says is in `phrases/`.

mod html;
mod item;
mod pdf;
mod text;

use countersign_domain::Claimed;
pub use pdf::PdfFile;

use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::files;
use crate::phrases::{Phrases, filled};
use crate::view::{
    AgreementId, AgreementView, Day, PaperAppeal, PaperSection, PaperView, PartKind, PartView,
    Printing, Role, SentFile,
};

/// How the sheet is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperForm {
    /// 76 columns of plain text.
    Text,
    /// One page of HTML without scripts, links or pictures.
    Html,
}

/// The parts under each heading of [`Phrases::paper`].
const GROUPS: [&[PartKind]; 6] = [
    &[PartKind::Purpose],
    &[PartKind::Goal],
    &[PartKind::Step],
    &[PartKind::Mandate, PartKind::Permission],
    &[PartKind::Arrangement],
    &[PartKind::Decision],
];

impl App {
    /// An agreement on paper, as it is seen today.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such agreement or part.
    pub fn paper(&mut self, ask: &Printing) -> Result<PaperView> {
        let view = self.agreement(&ask.agreement)?;
        let mut parts = self.whole_parts(&view)?;
        if let Some(one) = &ask.part {
            parts.retain(|part| part.id == *one);
            if parts.is_empty() {
                return Err(Code::PartUnknown.into());
            }
        }
        let today = Day(Claimed(self.world.now()).day().to_string());
        let phrases = Phrases::of(&ask.language);
        let mut sheet = sheet(&view, &parts, &today, phrases);
        if ask.part.is_none() {
            let next = self.relation(&ask.agreement)?.next;
            sheet
                .head
                .extend(next.iter().map(|next| phrases.next_time(next)));
        }
        let decided = parts.iter().all(|part| part.kind == PartKind::Decision);
        sheet.appeal = (ask.part.is_some() && decided).then(|| appeal(phrases));
        Ok(sheet)
    }

    /// An agreement on paper, written out in the form asked for.
    ///
    /// # Errors
    /// As [`App::paper`].
    pub fn print(&mut self, ask: &Printing, form: PaperForm) -> Result<String> {
        let sheet = self.paper(ask)?;
        Ok(match form {
            PaperForm::Text => text::lay_out(&sheet),
            PaperForm::Html => html::lay_out(&sheet, ask.large),
        })
    }

    /// Writes the sheet as an HTML file into `folder`, or into the outbox folder of this home. It is not sealed:
    /// whoever has the file can read it.
    ///
    /// # Errors
    /// As [`App::paper`], and when the folder is not there or takes no files.
    pub fn save_paper(&mut self, ask: &Printing, folder: Option<&str>) -> Result<SentFile> {
        let folder = files::folder_for(&self.folder, folder)?;
        let page = self.print(ask, PaperForm::Html)?;
        let path = files::put(&folder, &name_of(ask, "html"), page.as_bytes())?;
        Ok(files::sent(&path, page.len(), 0))
    }

    /// Every part of an agreement with all that is known of it.
    pub(crate) fn whole_parts(&mut self, view: &AgreementView) -> Result<Vec<PartView>> {
        view.parts
            .iter()
            .map(|part| self.part(&view.id, &part.id))
            .collect()
    }
}

/// What the file of a sheet is called: it says nothing about who or what.
fn name_of(ask: &Printing, ending: &str) -> String {
    let number: String = ask.agreement.0.chars().take(8).collect();
    let size = if ask.large { "-large" } else { "" };
    format!("{number}{size}.{ending}")
}

impl Printing {
    /// The whole agreement in English, in letters of the usual size.
    #[must_use]
    pub fn whole(agreement: &AgreementId) -> Self {
        Self {
            agreement: agreement.clone(),
            part: None,
            language: "en".to_owned(),
            large: false,
        }
    }
}

/// What stands on the sheet.
fn sheet(
    view: &AgreementView,
    parts: &[PartView],
    today: &Day,
    phrases: &'static Phrases,
) -> PaperView {
    let names = Names {
        client: &view.client,
        keyworker: &view.keyworker,
        phrases,
    };
    let said = &phrases.paper;
    let dated = |sentence, day: &Day| filled(sentence, &[("day", &phrases.day(day))]);
    let number = grouped(&view.id.0, 8);
    let mut head = vec![
        filled(said.agreement_number, &[("number", &number)]),
        dated(said.printed, today),
    ];
    head.extend(view.until.iter().map(|until| dated(said.ends, until)));
    if view.paused_all {
        head.push(said.all_paused.to_owned());
    }
    let sections = GROUPS
        .into_iter()
        .zip(said.headings)
        .map(|(kinds, title)| PaperSection {
            title: title.to_owned(),
            decided: kinds.contains(&PartKind::Decision),
            items: parts
                .iter()
                .filter(|part| kinds.contains(&part.kind))
                .map(|part| item::item(part, &names))
                .collect(),
        })
        .filter(|section| !section.items.is_empty())
        .collect();
    PaperView {
        language: phrases.tag.to_owned(),
        people: filled(
            phrases.and,
            &[
                ("client", names.of(Role::Client)),
                ("keyworker", names.of(Role::Keyworker)),
            ],
        ),
        head,
        sections,
        appeal: None,
        foot: said.foot.map(str::to_owned).to_vec(),
        name: said.name.to_owned(),
        day: said.day.to_owned(),
    }
}

fn appeal(phrases: &Phrases) -> PaperAppeal {
    PaperAppeal {
        says: phrases.paper.i_appeal.to_owned(),
        why: phrases.paper.appeal_why.to_owned(),
        send: phrases.paper.appeal_to.to_owned(),
    }
}

/// First names, or what somebody is where no name was given.
struct Names<'a> {
    client: &'a str,
    keyworker: &'a str,
    phrases: &'static Phrases,
}

impl Names<'_> {
    fn of(&self, role: Role) -> &str {
        match role {
            Role::Client if !self.client.is_empty() => self.client,
            Role::Client => self.phrases.the_client,
            Role::Keyworker if !self.keyworker.is_empty() => self.keyworker,
            Role::Keyworker => self.phrases.the_keyworker,
        }
    }
}

/// The first `groups` groups of four letters of an id.
pub(crate) fn grouped(id: &str, groups: usize) -> String {
    let letters: Vec<char> = id.chars().take(groups * 4).collect();
    let parts: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    parts.join(" ")
}
