//! Vaults of this home: the list, making one, opening with passphrase or kit, and the recovery words.
//!
//! The recovery words lie in the vault until they have been checked once; then they exist on paper only. The language
//! is of the device and lies beside the vaults, since it is needed before one is open.

use countersign_domain::Role;
use countersign_seal::{Kit, Passphrase, entropy};
use countersign_vault::{Moment, NewVault, Opener, Unlocked, VaultId};

use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::files;
use crate::names;
use crate::session::{KIT_WORDS, Session};
use crate::terms;
use crate::view;

const NAME_CHARACTERS_MAX: usize = 60;
const LANGUAGE_FILE: &str = "language";
const KIT_WORD_COUNT: u8 = 24;

impl App {
    /// Vaults in this home, the open one, the chosen language.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn home(&mut self) -> Result<view::Home> {
        let now = Moment(self.world.now());
        let vaults = self.home.list(now)?;
        Ok(view::Home {
            vaults: vaults
                .into_iter()
                .map(|entry| view::VaultEntry {
                    id: names::vault_text(entry.id),
                    name: entry.label,
                    wait_seconds: entry.wait_s,
                })
                .collect(),
            open: self.session.as_ref().map(Session::view),
            language: self.language(),
        })
    }

    fn language(&self) -> Option<String> {
        // A file that somebody else put there is no language; the system's is used then.
        let text = std::fs::read_to_string(self.folder.join(LANGUAGE_FILE)).ok()?;
        terms::language(text.trim())
            .ok()
            .filter(|tag| !tag.is_empty())
    }

    /// Remembers the language on this device, a BCP 47 tag; `None` follows the system.
    ///
    /// # Errors
    /// When it is no tag, or the folder takes no files.
    pub fn choose_language(&mut self, tag: Option<String>) -> Result<()> {
        let tag = terms::language(tag.as_deref().unwrap_or_default())?;
        files::put(&self.folder, LANGUAGE_FILE, tag.as_bytes())?;
        Ok(())
    }

    /// Five plain words as a passphrase.
    #[must_use]
    pub fn new_passphrase(&mut self) -> String {
        Passphrase::generate(self.world.as_mut())
            .expose()
            .to_owned()
    }

    /// Makes a vault with its device and its kit, and opens it.
    ///
    /// # Errors
    /// When the name or passphrase does not do, or the folder cannot be written.
    pub fn create_vault(&mut self, ask: view::NewVault) -> Result<view::Session> {
        let name = first_name(&ask.name)?;
        let passphrase = Passphrase::new(ask.passphrase)?;
        let kit = Kit::generate(self.world.as_mut());
        self.lock();
        let new = NewVault {
            label: Some(&name),
            passphrase: &passphrase,
            stretch: self.stretch,
            kit: Some(&kit),
        };
        let vault = self.home.create(&new, self.world.as_mut())?;
        let role: Role = names::role(ask.role);
        let vault = Session::begin(vault, role, &kit, self.world.as_mut())?;
        let session = self.session.insert(Session::open(vault, name)?);
        Ok(session.view())
    }

    /// Opens a vault with its passphrase.
    ///
    /// # Errors
    /// When it does not open, and why. A wrong try slows the next ones down and erases nothing.
    pub fn open_vault(
        &mut self,
        vault: &view::VaultId,
        passphrase: String,
    ) -> Result<view::Session> {
        let id = names::vault(vault)?;
        // One that no vault can have is simply wrong; it is not counted as a try.
        let passphrase =
            Passphrase::new(passphrase).map_err(|_| Error::from(Code::WrongPassphrase))?;
        let unlocked = self.unlock(id, &Opener::Passphrase(&passphrase))?;
        self.enter(id, unlocked)
    }

    /// Opens with the 24 words and sets a new passphrase; the old one opens nothing any more.
    ///
    /// # Errors
    /// When the words are no kit or another vault's, or the new passphrase does not do.
    pub fn open_with_kit(
        &mut self,
        vault: &view::VaultId,
        words: &str,
        passphrase: String,
    ) -> Result<view::Session> {
        let id = names::vault(vault)?;
        let kit = Kit::read(words)?;
        let passphrase = Passphrase::new(passphrase)?;
        let mut unlocked = self.unlock(id, &Opener::Kit(&kit)).map_err(|error| {
            if error.code == Code::WrongPassphrase {
                Code::KitWrong.into()
            } else {
                error
            }
        })?;
        unlocked
            .vault
            .set_passphrase(&passphrase, self.stretch, self.world.as_mut())?;
        self.enter(id, unlocked)
    }

    fn unlock(&mut self, id: VaultId, opener: &Opener<'_>) -> Result<Unlocked> {
        if self
            .session
            .as_ref()
            .is_some_and(|session| session.id == id)
        {
            self.lock();
        }
        let now = Moment(self.world.now());
        Ok(self.home.unlock(id, opener, now)?)
    }

    /// Makes an unlocked vault the open one.
    pub(crate) fn enter(&mut self, id: VaultId, unlocked: Unlocked) -> Result<view::Session> {
        let now = Moment(self.world.now());
        let listed = self
            .home
            .list(now)?
            .into_iter()
            .find(|entry| entry.id == id);
        let name = listed.map(|entry| entry.label).unwrap_or_default();
        let mut session = Session::open(unlocked.vault, name)?;
        session.renew_restored(self.world.as_mut())?;
        Ok(self.session.insert(session).view())
    }

    /// The recovery words, until they have been checked once, and three positions to ask for.
    ///
    /// # Errors
    /// When they were checked before: they are only on paper now.
    pub fn kit(&mut self) -> Result<view::Kit> {
        let (session, world) = self.unlocked()?;
        let words = session
            .vault
            .view()
            .setting(KIT_WORDS)?
            .filter(|words| !words.is_empty());
        let words = words.ok_or(Code::KitDone)?;
        let mut ask = [0; 3];
        for place in 0..ask.len() {
            ask[place] = loop {
                let [byte] = entropy(world);
                let position = byte % KIT_WORD_COUNT + 1;
                if !ask.contains(&position) {
                    break position;
                }
            };
        }
        ask.sort_unstable();
        session.kit_asked = Some(ask);
        Ok(view::Kit {
            words: words.split(' ').map(str::to_owned).collect(),
            ask: ask.to_vec(),
        })
    }

    /// Checks the three words that were asked for; afterwards all of them exist on paper only.
    ///
    /// # Errors
    /// When a word differs, or others than the ones asked for are given.
    pub fn check_kit(&mut self, typed: &[view::KitWord]) -> Result<view::Session> {
        let (session, _) = self.unlocked()?;
        let words = session
            .vault
            .view()
            .setting(KIT_WORDS)?
            .filter(|words| !words.is_empty());
        let words = words.ok_or(Code::KitDone)?;
        let words: Vec<&str> = words.split(' ').collect();
        let asked = session.kit_asked.ok_or(Code::KitWordsDiffer)?;
        let right = asked.iter().all(|position| {
            let shown = words.get(usize::from(*position) - 1);
            typed.iter().any(|word| {
                word.position == *position
                    && shown.is_some_and(|shown| word.word.trim().eq_ignore_ascii_case(shown))
            })
        });
        if !right {
            return Err(Code::KitWordsDiffer.into());
        }
        session.vault.write(|tx| tx.set_setting(KIT_WORDS, ""))?;
        session.kit_checked = true;
        Ok(session.view())
    }
}

/// A name of 1 to 60 characters, without blanks around it.
pub(crate) fn first_name(typed: &str) -> Result<String> {
    let name = typed.trim();
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(Code::NameMissing.into());
    }
    if name.chars().count() > NAME_CHARACTERS_MAX {
        return Err(Code::NameTooLong.into());
    }
    Ok(name.to_owned())
}
