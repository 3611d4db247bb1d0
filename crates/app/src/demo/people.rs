//! Magda and Karin: two apps in two homes, and what passes between them by hand.

use std::path::{Path, PathBuf};

use countersign_domain::{ActId, AgreementId};

use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::names;
use crate::view::{
    self, Answer, Answering, Arrival, NewAgreement, NewVault, PairingStep, PartView, Picture, Role,
    Saved, Suggesting, TakingBack, Terms, Using,
};
use crate::world::SystemWorld;

/// The passphrase of both vaults. They live as long as the play.
const PASSPHRASE: &str = "only for this play";

/// The two, and what was said.
pub(super) struct Two {
    pub(super) magda: App,
    pub(super) karin: App,
    pub(super) agreement: AgreementId,
    pub(super) private: Vec<String>,
    pub(super) saved: Vec<(Role, ActId)>,
    folder: PathBuf,
}

impl Two {
    /// Makes both vaults, and an agreement that Karin founds.
    pub(super) fn begin(folder: &Path) -> Result<Self> {
        let mut magda = App::open(&folder.join("magda"), Box::new(SystemWorld))?;
        let mut karin = App::open(&folder.join("karin"), Box::new(SystemWorld))?;
        let vault = |name: &str, role| NewVault {
            name: name.to_owned(),
            role,
            passphrase: PASSPHRASE.to_owned(),
        };
        magda.create_vault(vault("Magda", Role::Client))?;
        karin.create_vault(vault("Karin", Role::Keyworker))?;
        let agreement = karin.found_agreement(&NewAgreement {
            my_name: "Karin".to_owned(),
            other_name: "Magda".to_owned(),
        })?;
        Ok(Self {
            magda,
            karin,
            agreement: names::agreement(&agreement)?,
            private: Vec::new(),
            saved: Vec::new(),
            folder: folder.to_owned(),
        })
    }

    /// The agreement, as a face names it.
    pub(super) fn id(&self) -> view::AgreementId {
        names::agreement_text(self.agreement)
    }

    /// One of the two.
    pub(super) fn app(&mut self, who: Role) -> &mut App {
        match who {
            Role::Client => &mut self.magda,
            Role::Keyworker => &mut self.karin,
        }
    }

    /// Connects the two in one room. Gives the code and the pictures of both.
    pub(super) fn pair(&mut self) -> Result<(String, Vec<Picture>, Vec<Picture>)> {
        let id = self.id();
        let PairingStep::TakeRequest { invite } = self.karin.invite(&id)?.next else {
            return Err(Code::PairingStep.into());
        };
        let joining = self.magda.take_code(&invite.code, "Magda")?;
        let PairingStep::TakeOffer { request } = joining.next else {
            return Err(Code::PairingStep.into());
        };
        let offered = self.karin.take_request(&id, &request)?.next;
        let PairingStep::CompareThenWelcome { offer, pictures } = offered else {
            return Err(Code::PairingStep.into());
        };
        let comparing = self.magda.take_offer(&joining.agreement, &offer)?.next;
        let PairingStep::Compare { pictures: hers } = comparing else {
            return Err(Code::PairingStep.into());
        };
        self.magda.pictures_same(&joining.agreement)?;
        let PairingStep::CarryWelcome { welcome } = self.karin.pictures_same(&id)?.next else {
            return Err(Code::PairingStep.into());
        };
        self.magda.take_welcome(&joining.agreement, &welcome)?;
        Ok((invite.code, pictures, hers))
    }

    /// The bytes of a bundle that one writes for the other.
    pub(super) fn bundle(&mut self, from: Role) -> Result<Vec<u8>> {
        let id = self.id();
        let sent = self.app(from).send_file(&id, None)?;
        Ok(std::fs::read(&sent.path)?)
    }

    /// Carries a bundle by file from one to the other.
    pub(super) fn carry(&mut self, from: Role) -> Result<Arrival> {
        let bytes = self.bundle(from)?;
        let to = match from {
            Role::Client => Role::Keyworker,
            Role::Keyworker => Role::Client,
        };
        self.app(to).receive_file(&bytes)
    }

    /// Carries there and back, so that both have the same.
    pub(super) fn exchange(&mut self) -> Result<()> {
        self.carry(Role::Client)?;
        self.carry(Role::Keyworker)?;
        self.carry(Role::Client).map(drop)
    }

    /// Remembers that an act was said to be saved, and gives its part.
    pub(super) fn kept(&mut self, who: Role, saved: &Saved) -> Result<view::PartId> {
        self.saved.push((who, names::act(&saved.act)?));
        saved
            .part
            .clone()
            .ok_or_else(|| Error::from(Code::PartUnknown))
    }

    /// Suggests a new part.
    pub(super) fn suggest(
        &mut self,
        who: Role,
        words: &str,
        terms: Terms,
        reason: Option<&str>,
    ) -> Result<view::PartId> {
        self.suggest_for(who, None, None, words, terms, reason)
    }

    /// Suggests other words for a part, or something else.
    pub(super) fn suggest_for(
        &mut self,
        who: Role,
        part: Option<&view::PartId>,
        answers_to: Option<view::ActId>,
        words: &str,
        terms: Terms,
        reason: Option<&str>,
    ) -> Result<view::PartId> {
        let ask = Suggesting {
            agreement: self.id(),
            part: part.cloned(),
            parents: answers_to.iter().cloned().collect(),
            answers_to,
            words: words.to_owned(),
            language: "en".to_owned(),
            terms,
            reason: reason.map(str::to_owned),
        };
        let saved = self.app(who).suggest(&ask)?;
        self.kept(who, &saved)
    }

    /// A part as one of the two sees it.
    pub(super) fn part(&mut self, who: Role, part: &view::PartId) -> Result<PartView> {
        let id = self.id();
        self.app(who).part(&id, part)
    }

    /// Answers what is asked in a part.
    pub(super) fn answer(&mut self, who: Role, part: &view::PartId, ask: Answering) -> Result<()> {
        let seen = self.part(who, part)?;
        let version = match ask.answer {
            Answer::NotedYes => seen.leads,
            Answer::Yes
            | Answer::YesUnderPressure
            | Answer::No
            | Answer::SomethingElse
            | Answer::NotNow
            | Answer::TakeBack => seen.ask.unwrap_or(seen.leads),
        };
        let saved = self.app(who).answer(&Answering { version, ..ask })?;
        self.kept(who, &saved).map(drop)
    }

    /// An answer without words, to be given.
    pub(super) fn plain(&self, part: &view::PartId, answer: Answer) -> Answering {
        Answering {
            agreement: self.id(),
            part: part.clone(),
            version: view::ActId(part.0.clone()),
            answer,
            words: None,
            day: None,
            pushed: None,
        }
    }

    /// Takes back one's yes.
    pub(super) fn take_back(&mut self, who: Role, part: &view::PartId) -> Result<()> {
        let version = self
            .part(who, part)?
            .mine_yes
            .ok_or(Code::NothingToAnswer)?;
        let ask = TakingBack {
            agreement: self.id(),
            part: part.clone(),
            version,
            reason: None,
        };
        let saved = self.app(who).take_back(&ask)?;
        self.kept(who, &saved).map(drop)
    }

    /// Karin writes down a use.
    pub(super) fn used(&mut self, part: &view::PartId, words: &str) -> Result<()> {
        let version = self.part(Role::Keyworker, part)?.leads;
        let saved = self.karin.use_mandate(&Using {
            agreement: self.id(),
            part: part.clone(),
            version,
            words: words.to_owned(),
            on: None,
        })?;
        self.kept(Role::Keyworker, &saved).map(drop)
    }

    /// Magda's phone is lost: a backup comes back as another vault. Gives the app with the old vault still open.
    pub(super) fn restore_magda(&mut self, backup: &Path) -> Result<App> {
        let mut found = App::open(&self.folder.join("magda-again"), Box::new(SystemWorld))?;
        found.restore(backup, "Magda", PASSPHRASE.to_owned())?;
        Ok(std::mem::replace(&mut self.magda, found))
    }

    /// A place for a file of the play.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}
