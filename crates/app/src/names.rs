//! Names and days on their way between a face, which writes text, and the rooms, which have types.
//!
//! They exist in one place so that text from a face is parsed once, at the edge, and each kind of name that is none
//! gives its own code. Whether something of that name exists is for the use cases.

use countersign_domain as domain;
use countersign_vault::VaultId;

use crate::error::{Code, Error};
use crate::view;

/// An agreement's name.
pub(crate) fn agreement(id: &view::AgreementId) -> Result<domain::AgreementId, Error> {
    id.0.parse().map_err(|_| Code::AgreementUnknown.into())
}

/// A part's name.
pub(crate) fn part(id: &view::PartId) -> Result<domain::PartId, Error> {
    id.0.parse().map_err(|_| Code::PartUnknown.into())
}

/// The name of a version, a use or another act.
pub(crate) fn act(id: &view::ActId) -> Result<domain::ActId, Error> {
    id.0.parse().map_err(|_| Code::VersionUnknown.into())
}

/// A vault's name.
pub(crate) fn vault(id: &view::VaultId) -> Result<VaultId, Error> {
    id.0.parse().map_err(|_| Code::VaultUnknown.into())
}

/// A calendar day.
pub(crate) fn day(day: &view::Day) -> Result<domain::Day, Error> {
    day.0.parse().map_err(|_| Code::DayWrong.into())
}

/// A day that may be left out.
pub(crate) fn some_day(written: Option<&view::Day>) -> Result<Option<domain::Day>, Error> {
    written.map(day).transpose()
}

/// An agreement's name, as text.
pub(crate) fn agreement_text(id: domain::AgreementId) -> view::AgreementId {
    view::AgreementId(id.to_string())
}

/// A part's name, as text.
pub(crate) fn part_text(id: domain::PartId) -> view::PartId {
    view::PartId(id.to_string())
}

/// An act's name, as text.
pub(crate) fn act_text(id: domain::ActId) -> view::ActId {
    view::ActId(id.to_string())
}

/// A vault's name, as text.
pub(crate) fn vault_text(id: VaultId) -> view::VaultId {
    view::VaultId(id.to_string())
}

/// A day, as text.
pub(crate) fn day_text(day: domain::Day) -> view::Day {
    view::Day(day.to_string())
}

/// A role, for a face.
pub(crate) fn role_view(role: domain::Role) -> view::Role {
    match role {
        domain::Role::Client => view::Role::Client,
        domain::Role::Keyworker => view::Role::Keyworker,
    }
}

/// A role, from a face.
pub(crate) fn role(role: view::Role) -> domain::Role {
    match role {
        view::Role::Client => domain::Role::Client,
        view::Role::Keyworker => domain::Role::Keyworker,
    }
}

/// A kind of part, for a face.
pub(crate) fn kind_view(kind: domain::PartKind) -> view::PartKind {
    match kind {
        domain::PartKind::Purpose => view::PartKind::Purpose,
        domain::PartKind::Goal => view::PartKind::Goal,
        domain::PartKind::Step => view::PartKind::Step,
        domain::PartKind::Mandate => view::PartKind::Mandate,
        domain::PartKind::Permission => view::PartKind::Permission,
        domain::PartKind::Arrangement => view::PartKind::Arrangement,
    }
}
