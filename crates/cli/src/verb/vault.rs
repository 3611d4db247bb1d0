//! Vaults: making and listing them, the recovery words, a new passphrase, backups.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use countersign_app::view::{KitWord, NewVault, Role};
use serde_json::json;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::passphrase;
use crate::show;
use crate::told::Told;

/// What can be done with vaults.
#[derive(Subcommand)]
pub(crate) enum VaultVerb {
    /// Make a vault on this machine
    #[command(
        after_help = "Examples:\n  countersign vault create Magda --role client\n  countersign vault create Work --role keyworker --five-words"
    )]
    Create(Create),
    /// The vaults of this machine; nothing about care is readable here
    List,
    /// Set a new passphrase
    #[command(
        after_help = "Examples:\n  countersign vault passphrase\n  countersign vault passphrase --kit-file words.txt    (the old one is forgotten)"
    )]
    Passphrase(NewPassphrase),
    /// Show the 24 recovery words, until they have been checked
    #[command(
        after_help = "Examples:\n  countersign vault kit\n  countersign vault kit --check -      type them back from the paper; then they exist on paper only"
    )]
    Kit(Kit),
    /// Write an encrypted backup; the same passphrase and recovery words open it
    Backup {
        /// The file to write; one that is there already is left alone.
        file: PathBuf,
    },
    /// Give your vault another name for the list. It lies in the clear on this machine
    Rename {
        /// The new name.
        name: String,
    },
    /// Erase your vault from this machine for good; copies elsewhere stay
    #[command(
        after_help = "Example:\n  countersign vault erase --for-good\nWhat you agreed does not end by this: take your yes back first."
    )]
    Erase {
        /// Say that you mean it.
        #[arg(long, required = true)]
        for_good: bool,
    },
    /// Bring back a backup as a new vault that goes on writing where the backup ended
    Restore(Restore),
}

/// Which of the two one is.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum WhichRole {
    /// The person whom it is about.
    Client,
    /// The professional.
    Keyworker,
}

impl From<WhichRole> for Role {
    fn from(role: WhichRole) -> Self {
        match role {
            WhichRole::Client => Self::Client,
            WhichRole::Keyworker => Self::Keyworker,
        }
    }
}

/// A new vault.
#[derive(Args)]
pub(crate) struct Create {
    /// The name for the list. It lies in the clear on this machine.
    name: String,
    /// What you are here.
    #[arg(long)]
    role: WhichRole,
    /// Make up a passphrase of five plain words and show it once.
    #[arg(long)]
    five_words: bool,
}

/// A new passphrase.
#[derive(Args)]
pub(crate) struct NewPassphrase {
    /// Read the new passphrase from the first line of a file.
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
    /// Open with the 24 recovery words in this file, - for standard input, instead of the passphrase.
    #[arg(long, value_name = "FILE")]
    kit_file: Option<PathBuf>,
}

/// The recovery words.
#[derive(Args)]
pub(crate) struct Kit {
    /// Type the words back from your paper: a file with all 24, - for standard input.
    #[arg(long, value_name = "FILE")]
    check: Option<PathBuf>,
}

/// A backup to bring back.
#[derive(Args)]
pub(crate) struct Restore {
    /// The backup.
    file: PathBuf,
    /// The name for the list of vaults.
    #[arg(long, default_value = "Restored")]
    name: String,
    /// Open it with the 24 recovery words in this file, - for standard input.
    #[arg(long, value_name = "FILE")]
    kit_file: Option<PathBuf>,
}

impl VaultVerb {
    pub(super) fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        match self {
            Self::Create(create) => create.run(desk),
            Self::List => list(desk),
            Self::Passphrase(new) => new.run(desk),
            Self::Kit(kit) => kit.run(desk),
            Self::Backup { file } => backup(desk, &file),
            Self::Rename { name } => rename(desk, &name),
            Self::Erase { for_good: _ } => erase(desk),
            Self::Restore(restore) => restore.run(desk),
        }
    }
}

impl Create {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let made_up = if self.five_words {
            Some(desk.app.new_passphrase())
        } else {
            None
        };
        let passphrase = match &made_up {
            Some(made_up) => made_up.clone(),
            None => passphrase::new_passphrase(desk.options.passphrase_file.as_deref())?,
        };
        let session = desk.app.create_vault(NewVault {
            name: self.name,
            role: self.role.into(),
            passphrase,
        })?;
        let mut text = format!("Vault {:?} is made.\n", session.name);
        if let Some(made_up) = &made_up {
            text.push_str(&format!("Your passphrase, shown once: {made_up}\n"));
        }
        text.push_str("Next: countersign vault kit, and write the 24 words on paper.");
        Ok(Told::new(
            text,
            &json!({ "session": session, "passphrase": made_up }),
        ))
    }
}

fn list(desk: &mut Desk) -> Result<Told, Failure> {
    let vaults = desk.app.home()?.vaults;
    let lines: Vec<String> = vaults
        .iter()
        .enumerate()
        .map(|(index, vault)| {
            let wait = match vault.wait_seconds {
                0 => String::new(),
                seconds => format!("  after wrong tries: wait {seconds} seconds"),
            };
            format!(
                "{:>2}  {}  {}{wait}",
                index + 1,
                crate::pick::short(&vault.id.0),
                vault.name
            )
        })
        .collect();
    let text = if lines.is_empty() {
        "No vault yet. Make one: countersign vault create NAME --role client".to_owned()
    } else {
        lines.join("\n")
    };
    Ok(Told::new(text, &vaults))
}

impl NewPassphrase {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let session = if let Some(file) = &self.kit_file {
            let vault = desk.vault()?;
            let words = crate::file::text(file)?;
            let new = passphrase::other_passphrase(self.new_passphrase_file.as_deref())?;
            desk.app.open_with_kit(&vault.id, &words, new)?
        } else {
            let session = desk.unlock()?;
            let new = passphrase::other_passphrase(self.new_passphrase_file.as_deref())?;
            desk.app.change_passphrase(new)?;
            session
        };
        Ok(Told::new(
            "The new passphrase is set. The old one opens nothing now.",
            &session,
        ))
    }
}

impl Kit {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        desk.unlock()?;
        let kit = desk.app.kit()?;
        let Some(check) = self.check else {
            let words: Vec<String> = kit
                .words
                .iter()
                .enumerate()
                .map(|(index, word)| format!("{:>2}. {word}", index + 1))
                .collect();
            let text = format!(
                "Write these on paper. Whoever holds them can open this vault.\n{}\n\nThen: countersign vault kit --check -",
                words.join("\n")
            );
            return Ok(Told::new(text, &kit));
        };
        let typed = crate::file::text(&check)?;
        let typed: Vec<&str> = typed
            .split_whitespace()
            .filter(|word| !is_number(word))
            .collect();
        let asked: Vec<KitWord> = kit
            .ask
            .iter()
            .filter_map(|position| {
                let word = typed.get(usize::from(*position).checked_sub(1)?)?;
                Some(KitWord {
                    position: *position,
                    word: (*word).to_owned(),
                })
            })
            .collect();
        let session = desk.app.check_kit(&asked)?;
        Ok(Told::new(
            "The words are right. They exist on paper only now.",
            &session,
        ))
    }
}

/// A figure in front of a word, as it is printed: no word of a kit.
fn is_number(word: &str) -> bool {
    word.trim_end_matches('.')
        .chars()
        .all(|letter| letter.is_ascii_digit())
}

fn backup(desk: &mut Desk, file: &std::path::Path) -> Result<Told, Failure> {
    if file.exists() {
        return Err(crate::file::taken());
    }
    desk.unlock()?;
    let written = desk.app.backup(file)?;
    let text = format!(
        "Backup written: {} ({} bytes). The passphrase of today and the recovery words open it.",
        file.display(),
        written.bytes
    );
    Ok(Told::new(text, &written))
}

fn rename(desk: &mut Desk, name: &str) -> Result<Told, Failure> {
    desk.unlock()?;
    let session = desk.app.rename_vault(name)?;
    Ok(Told::new(
        format!("The list says {:?} now.", session.name),
        &session,
    ))
}

fn erase(desk: &mut Desk) -> Result<Told, Failure> {
    let vault = desk.vault()?;
    let passphrase = passphrase::passphrase(desk.options.passphrase_file.as_deref())?;
    desk.app.open_vault(&vault.id, passphrase.clone())?;
    desk.app.erase_vault(passphrase)?;
    Ok(Told::new(
        "The vault is gone from this machine. Nobody can bring it back from here.",
        &json!({ "erased": vault.id }),
    ))
}

impl Restore {
    fn run(self, desk: &mut Desk) -> Result<Told, Failure> {
        let session = if let Some(kit) = &self.kit_file {
            let words = crate::file::text(kit)?;
            desk.app.restore_with_kit(&self.file, &self.name, &words)?
        } else {
            let passphrase = passphrase::passphrase(desk.options.passphrase_file.as_deref())?;
            desk.app.restore(&self.file, &self.name, passphrase)?
        };
        let from = session.copy_of.map_or_else(String::new, |made| {
            format!(
                "\nThe copy is from {}. What came after it is not here.",
                show::day_of(made)
            )
        });
        let text = format!(
            "Restored as vault {:?}. What you write from now on is marked as written by a restored copy.{from}",
            session.name
        );
        Ok(Told::new(text, &session))
    }
}
