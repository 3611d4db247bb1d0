//! The law of the house (design §2), looked for on one device after each step, from the signed bytes up.

use countersign_domain::act::{Choice, Deed};
use countersign_domain::state::{Joined, PartState};
use countersign_domain::{ActId, Effect, PartId, Role, Subject, VersionId};
use countersign_seal::{Label, verify};
use countersign_wire::SignedAct;

use crate::machine::Machine;

/// What a device showed before a step.
pub(crate) struct Before {
    part: Option<(PartId, PartState)>,
    acts: usize,
}

impl Before {
    pub(crate) fn of(machine: &Machine, subject: Subject) -> Self {
        let agreement = machine.replica.agreement();
        let part = match subject {
            Subject::Part(part) => agreement.part(part).map(|state| (part, state)),
            Subject::None | Subject::New | Subject::All => None,
        };
        Self {
            part,
            acts: agreement.acts().count(),
        }
    }
}

/// Laws 1 and 5: what holds has the client's own signed yes to that version; what gives power needs two people.
pub(crate) fn holds_on(machine: &Machine) {
    let agreement = machine.replica.agreement();
    for id in agreement.part_ids() {
        let part = agreement.part(id).expect("it was listed");
        if let Some(version) = part.holds {
            assert!(
                clients_yes(machine, version),
                "law 1: nobody said yes to {version}"
            );
        }
        if part.in_force {
            assert!(
                part.holds.is_some(),
                "law 1: nothing holds and it is in force"
            );
            assert_eq!(
                agreement.joined(),
                Joined::Once,
                "in force between other than two people"
            );
        }
    }
    // Law 13: what waits and takes away stops its part at once.
    for act in agreement
        .waiting()
        .filter(|act| act.header.effect == Effect::TakesAway)
    {
        if let Subject::Part(part) = act.header.subject {
            let state = agreement.part(part);
            let answered = agreement
                .devices()
                .get(&act.header.device)
                .is_some_and(|d| d.removed);
            assert!(
                answered || !state.is_some_and(|state| state.in_force),
                "law 13: it was not stopped"
            );
        }
    }
}

fn clients_yes(machine: &Machine, version: VersionId) -> bool {
    let agreement = machine.replica.agreement();
    let devices = agreement.devices();
    agreement.acts().any(|act| {
        let deed = &act.header.deed;
        let answers =
            matches!(deed, Deed::Answer { version: to, choice: Choice::Yes, .. } if *to == version);
        let says_yes = answers || (act.id == version && matches!(deed, Deed::Suggest(_)));
        let hers = devices
            .get(&act.header.device)
            .is_some_and(|it| it.owner == Role::Client);
        says_yes && hers && act.header.author == Role::Client && is_signed(machine, act.id)
    })
}

fn is_signed(machine: &Machine, id: ActId) -> bool {
    let signed = SignedAct::decode(machine.replica.signed(id).expect("an applied act is here"));
    let signed = signed.expect("an act that is here can be read");
    let device = machine
        .replica
        .agreement()
        .act(id)
        .expect("it is applied")
        .header
        .device;
    verify(
        device.as_bytes(),
        Label::Act,
        signed.header(),
        signed.signature(),
    )
    .is_ok()
}

/// What must be so after a person's own deed, on that device, at once.
pub(crate) fn follows(machine: &Machine, before: &Before, deed: &Deed) {
    let agreement = machine.replica.agreement();
    let Some((id, was)) = &before.part else {
        return;
    };
    let Some(is) = agreement.part(*id) else {
        return;
    };
    if let Deed::TakeBack { version, .. }
    | Deed::FeltPushed { version }
    | Deed::Answer {
        version,
        choice: Choice::No,
        ..
    } = deed
    {
        assert_ne!(
            is.holds,
            Some(*version),
            "law 4: it was taken back and holds"
        );
    }
    if matches!(deed, Deed::Suggest(_))
        || matches!(deed, Deed::Answer { choice, .. } if matches!(choice, Choice::NotNow | Choice::YesPushed))
    {
        assert_eq!(
            is.holds, was.holds,
            "law 2: what is no answer changed what holds"
        );
    }
    if matches!(deed, Deed::Pause | Deed::Hold { .. }) {
        assert!(!is.in_force, "it was stopped and is in force");
    }
    if matches!(deed, Deed::NotedYes { .. } | Deed::Use { .. }) {
        assert_eq!(
            is.in_force, was.in_force,
            "law 3: a note or a use changed what is in force"
        );
    }
}

/// What was refused has changed nothing.
pub(crate) fn unchanged(machine: &Machine, before: &Before) {
    let agreement = machine.replica.agreement();
    assert_eq!(
        agreement.acts().count(),
        before.acts,
        "a refused act was kept"
    );
    if let Some((id, was)) = &before.part {
        assert_eq!(
            agreement.part(*id).as_ref(),
            Some(was),
            "a refused act changed its part"
        );
    }
}

pub(crate) fn something_is_agreed(machine: &Machine) -> bool {
    let agreement = machine.replica.agreement();
    agreement
        .part_ids()
        .any(|id| agreement.part(id).is_some_and(|part| part.in_force))
}
