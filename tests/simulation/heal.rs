//! The end of a world: each device meets each, until nothing is new; then all must have the same.

use std::collections::BTreeSet;

use countersign_domain::ActId;
use countersign_sync::Extent;

use crate::law;
use crate::machine::{Crash, Machine};
use crate::world::World;

/// More rounds than any honest world needs.
const ROUNDS_MAX: usize = 14;

pub(crate) fn heal(world: &mut World) {
    let mut rounds = 0;
    while all_meet(world) > 0 {
        rounds += 1;
        assert!(rounds < ROUNDS_MAX, "it never becomes quiet");
    }
    same_everywhere(world);
}

/// Each meets each: one gives, the other answers, the first answers that: so each has heard what this copy of the
/// other lacks. Gives how much was new to somebody.
fn all_meet(world: &mut World) -> usize {
    let mut new = 0;
    for one in 0..world.machines.len() {
        for other in 0..one {
            new += give(world, one, other) + give(world, other, one) + give(world, one, other);
        }
    }
    new
}

fn give(world: &mut World, from: usize, to: usize) -> usize {
    let now = world.now();
    let World { machines, dice, .. } = world;
    let envelopes = machines[from].send(Extent::Missing, now.0, Crash::Never, dice);
    let give = |envelope: &Vec<u8>| machines[to].receive(envelope, now, Crash::Never, dice);
    envelopes.iter().map(give).sum()
}

fn same_everywhere(world: &World) {
    let members: Vec<&Machine> = still_members(world);
    let devices: BTreeSet<_> = members.iter().map(|machine| machine.device()).collect();
    let Some((first, others)) = members.split_first() else {
        return;
    };
    // Two copies of one vault hear of each other only through another device.
    if devices.len() < 2 {
        return;
    }
    for other in others {
        assert_eq!(
            acts(first),
            acts(other),
            "one has acts that the other lacks"
        );
        let (one, two) = (first.replica.agreement(), other.replica.agreement());
        assert_eq!(one.state(), two.state(), "the same acts, another state");
        assert_eq!(
            first.disk.document, other.disk.document,
            "the same acts, another document"
        );
    }
    for machine in members.iter().copied() {
        law::holds_on(machine);
        let missing = machine.replica.agreement().missing().next();
        // What was on one disk only, and that disk was put back to an older one, is gone. It may be with a device that
        // nobody has added or that was removed; nobody speaks to that one.
        assert!(
            missing.is_none() || lost_for_all(&members, missing),
            "an act is on its way for ever"
        );
        reloads(machine);
    }
}

fn lost_for_all(members: &[&Machine], missing: Option<ActId>) -> bool {
    missing.is_some_and(|id| {
        members
            .iter()
            .all(|machine| machine.replica.signed(id).is_none())
    })
}

/// What is on the disk is what was in memory.
fn reloads(machine: &Machine) {
    let mut again = machine.twin();
    assert_eq!(
        again.replica.agreement().state(),
        machine.replica.agreement().state()
    );
    again.restart();
    assert_eq!(acts(&again), acts(machine));
}

/// The machines whose device nobody has removed. A removed one gets no keys any more.
fn still_members(world: &World) -> Vec<&Machine> {
    let removed: BTreeSet<_> = world
        .machines
        .iter()
        .flat_map(|machine| machine.replica.agreement().devices())
        .filter(|(_, state)| state.removed)
        .map(|(device, _)| device)
        .collect();
    let member = |machine: &&Machine| {
        let known = |other: &Machine| {
            other
                .replica
                .agreement()
                .devices()
                .contains_key(&machine.device())
        };
        !removed.contains(&machine.device())
            && world
                .machines
                .iter()
                .all(|other| removed.contains(&other.device()) || known(other))
    };
    world.machines.iter().filter(member).collect()
}

fn acts(machine: &Machine) -> BTreeSet<ActId> {
    let agreement = machine.replica.agreement();
    agreement
        .acts()
        .chain(agreement.waiting())
        .map(|act| act.id)
        .collect()
}

pub(crate) fn saw_a_fork(world: &World) -> bool {
    let forked = |machine: &Machine| !machine.replica.agreement().state().forked.is_empty();
    world.machines.iter().any(forked)
}
