//! From what a room says went wrong to the code that people are told.
//!
//! It exists so that every error of a room below is thought about once. What a room said is left behind here: no
//! error that leaves `app` holds a name, a key, a path or words.

use std::io;

use countersign_domain::Refusal;
use countersign_seal::{BadKey, KitError, PairingError, PassphraseError};
use countersign_sync::{NotABody, Reason};
use countersign_vault as vault;
use countersign_wire::{CodeError, FileError, ReadError};

use crate::error::{Code, Error};

/// What a use case gives.
pub(crate) type Result<T> = std::result::Result<T, Error>;

impl From<vault::Error> for Error {
    fn from(error: vault::Error) -> Self {
        match error {
            vault::Error::Full => Code::DiskFull,
            vault::Error::ReadOnly => Code::FolderReadOnly,
            vault::Error::Damaged => Code::VaultDamaged,
            vault::Error::Misfit { .. }
            | vault::Error::Halted
            | vault::Error::InMemory
            | vault::Error::Io(_)
            | vault::Error::Engine { .. } => Code::Broken,
        }
        .into()
    }
}

impl From<vault::OpenError> for Error {
    fn from(error: vault::OpenError) -> Self {
        match error {
            vault::OpenError::InUse => Code::VaultBusy,
            vault::OpenError::Missing => Code::VaultUnknown,
            vault::OpenError::NotAVault => Code::VaultDamaged,
            vault::OpenError::WrongKey => Code::WrongPassphrase,
            vault::OpenError::NoKit => Code::KitWrong,
            vault::OpenError::TooSoon { seconds } => {
                return Self::with_figure(Code::TooSoon, seconds);
            }
            vault::OpenError::OutOfMemory | vault::OpenError::OldEngine => Code::Broken,
            vault::OpenError::NewerSchema => Code::VaultNewer,
            vault::OpenError::BadBackup => Code::FileUnreadable,
            vault::OpenError::BadLabel => Code::NameMissing,
            vault::OpenError::Vault(error) => return error.into(),
        }
        .into()
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        let kind = error.kind();
        let code = if matches!(
            kind,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
        ) {
            Code::DiskFull
        } else if matches!(
            kind,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
        ) {
            Code::FolderReadOnly
        } else if matches!(kind, io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) {
            Code::FolderMissing
        } else {
            Code::FileUnreadable
        };
        code.into()
    }
}

impl From<PassphraseError> for Error {
    fn from(error: PassphraseError) -> Self {
        match error {
            PassphraseError::TooShort => Code::PassphraseShort,
            PassphraseError::TooLong => Code::Malformed,
        }
        .into()
    }
}

impl From<KitError> for Error {
    fn from(error: KitError) -> Self {
        match error {
            KitError::Word { position } => {
                let position = u32::try_from(position).unwrap_or(u32::MAX);
                Self::with_figure(Code::KitWordUnknown, position)
            }
            KitError::Count { .. } | KitError::Checksum => Code::KitWordsDiffer.into(),
        }
    }
}

impl From<BadKey> for Error {
    fn from(_: BadKey) -> Self {
        // Keys that leave the vault were made by this app.
        Code::VaultDamaged.into()
    }
}

impl From<CodeError> for Error {
    fn from(_: CodeError) -> Self {
        Code::CodeUnreadable.into()
    }
}

impl From<PairingError> for Error {
    fn from(error: PairingError) -> Self {
        match error {
            PairingError::Read(ReadError::NewerFormat { .. } | ReadError::UnknownCritical) => {
                Code::BundleNewer
            }
            PairingError::Expired => Code::CodeExpired,
            PairingError::Used => Code::CodeUsed,
            PairingError::WrongRole => Code::SameRole,
            PairingError::TooEarly => Code::PairingStep,
            PairingError::Read(_)
            | PairingError::OtherInvite
            | PairingError::Itself
            | PairingError::Key(_)
            | PairingError::NotPromised
            | PairingError::NotAdmitted(_) => Code::PairingWrong,
        }
        .into()
    }
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotOurs => Code::NotABundle,
            ReadError::NewerFormat { .. } | ReadError::UnknownCritical => Code::BundleNewer,
            ReadError::Truncated { .. } => Code::BundleCut,
            ReadError::TooLarge { .. } => Code::BundleTooLarge,
            ReadError::Trailing { .. } | ReadError::Malformed { .. } => Code::BundleChanged,
        }
        .into()
    }
}

impl From<FileError> for Error {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Whole(error) => error.into(),
            FileError::Cut { .. } => Code::BundleCut.into(),
            FileError::TooLarge { .. } => Code::BundleTooLarge.into(),
            FileError::Garbage { .. } => Code::BundleChanged.into(),
        }
    }
}

impl From<NotABody> for Error {
    fn from(error: NotABody) -> Self {
        match error {
            NotABody::TooLong => Code::WordsTooLong,
            NotABody::NeedsNewerApp => Code::BundleNewer,
            NotABody::Malformed => Code::Malformed,
        }
        .into()
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotThisRole => Code::NotYours,
            Refusal::NoReason => Code::ReasonMissing,
            Refusal::Closed => Code::AgreementClosed,
            Refusal::Alone => Code::NotPaired,
            Refusal::JoinedAlready | Refusal::FoundedAlready => Code::AlreadyPaired,
            Refusal::NotTheirDevice | Refusal::KitMayNot => Code::DeviceRemoved,
            Refusal::TargetUnseen | Refusal::OtherPart => Code::VersionUnknown,
            Refusal::NothingThere => Code::NothingToAnswer,
            Refusal::MayNotErase
            | Refusal::NotOwnDevice
            | Refusal::CutUnseen
            | Refusal::CutsOwnGround
            | Refusal::DeviceKnown => Code::NotYours,
            Refusal::ComparedKeyUnknown => Code::PairingWrong,
            Refusal::OutOfRange
            | Refusal::OtherAgreement
            | Refusal::BrokenChain
            | Refusal::WrongEffect
            | Refusal::WrongSubject => Code::Malformed,
        }
        .into()
    }
}

/// What people are told about something that was kept aside or refused.
pub(crate) fn reason_code(reason: Reason) -> Code {
    match reason {
        Reason::Damaged => Code::BundleChanged,
        Reason::NewerApp => Code::BundleNewer,
        Reason::KeyNotHere => Code::BundleWaits,
        Reason::OtherAgreement => Code::BundleUnknownAgreement,
        Reason::SenderUnknown => Code::BundleStranger,
        Reason::BadAct | Reason::BadDocument | Reason::BadLiving | Reason::TooMuchWaiting => {
            Code::KeptAside
        }
        Reason::Full | Reason::TooMuchAside => Code::BundleTooLarge,
    }
}

impl From<countersign_sync::Refused> for Error {
    fn from(refused: countersign_sync::Refused) -> Self {
        use countersign_sync::Refused;
        match refused {
            Refused::Rule(refusal) => refusal.into(),
            Refused::Words(words) => words.into(),
            Refused::Act(_) => Code::Malformed.into(),
            Refused::Unsaved | Refused::OtherDevice => Code::Broken.into(),
        }
    }
}

impl From<countersign_sync::NotWritten> for Error {
    fn from(refused: countersign_sync::NotWritten) -> Self {
        use countersign_sync::NotWritten;
        match refused {
            NotWritten::Unready | NotWritten::Document => Code::Broken,
            NotWritten::Unknown => Code::DraftUnknown,
            NotWritten::NotOwn => Code::NotYours,
            NotWritten::Full => Code::DraftFull,
        }
        .into()
    }
}
