//! A world: two people, their devices, the bundles on their way, and what happens next.

use std::rc::Rc;

use countersign_domain::{Claimed, DeviceId, Role, Subject};
use countersign_sync::Extent;

use crate::dice::Dice;
use crate::machine::{Crash, Machine};
use crate::{heal, law, moves};

/// The most machines of a world.
const MACHINES_MAX: usize = 5;
/// Where the clocks start; each lies by up to five years either way.
const START: i64 = 1_800_000_000;
const LIE: usize = 10 * 365 * 24 * 3600;

/// A bundle on its way to one machine.
struct Packet {
    to: usize,
    bytes: Rc<Vec<u8>>,
}

pub(crate) struct World {
    pub(crate) machines: Vec<Machine>,
    pub(crate) dice: Dice,
    packets: Vec<Packet>,
    tally: Tally,
}

/// How often what happened.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    acts: u64,
    refused: u64,
    received: u64,
    lost: u64,
    crashes: u64,
    restored: u64,
    twins: u64,
    added: u64,
    removed: u64,
    forked: u64,
    waited: u64,
    agreed: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, other: &Self) {
        self.acts += other.acts;
        self.refused += other.refused;
        self.received += other.received;
        self.lost += other.lost;
        self.crashes += other.crashes;
        self.restored += other.restored;
        self.twins += other.twins;
        self.added += other.added;
        self.removed += other.removed;
        self.forked += other.forked;
        self.waited += other.waited;
        self.agreed += other.agreed;
    }

    pub(crate) fn assert_lively(&self) {
        let each = [
            self.acts,
            self.refused,
            self.received,
            self.lost,
            self.crashes,
            self.restored,
            self.twins,
            self.added,
            self.removed,
            self.forked,
            self.waited,
            self.agreed,
        ];
        assert!(
            each.iter().all(|count| *count >= 100),
            "too little happens: {self:?}"
        );
    }
}

impl World {
    /// Plays one world to its end.
    pub(crate) fn play(seed: u64, steps: usize) -> Tally {
        let mut world = Self::new(seed);
        for _ in 0..steps {
            world.step();
        }
        world.packets.clear();
        heal::heal(&mut world);
        world.tally.forked += u64::from(heal::saw_a_fork(&world));
        world.tally
    }

    fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let role = if dice.one_in(2) {
            Role::Client
        } else {
            Role::Keyworker
        };
        let founder = Machine::found(role, Claimed(START), &mut dice);
        let joiner = Machine::join(&founder, Claimed(START), &mut dice);
        let mut machines = vec![founder, joiner];
        if dice.one_in(25) {
            let second = Machine::join(&machines[0], Claimed(START), &mut dice);
            machines.push(second);
        }
        Self {
            machines,
            dice,
            packets: Vec::new(),
            tally: Tally::default(),
        }
    }

    pub(crate) fn now(&mut self) -> Claimed {
        let lie = i64::try_from(self.dice.below(LIE)).unwrap();
        Claimed(START - i64::try_from(LIE / 2).unwrap() + lie)
    }

    fn step(&mut self) {
        let at = self.dice.below(self.machines.len());
        match self.dice.below(100) {
            0..38 => self.act(at),
            38..58 => self.send(at),
            58..86 => self.deliver(),
            86..88 => self.lose(),
            88..90 => self.machines[at].restart(),
            90..92 => {
                let backup = self.machines[at].disk.clone();
                self.machines[at].backups.push(backup);
            }
            92..94 => self.restore(at),
            94 => self.twin(at),
            95..98 => self.add_device(at),
            _ => self.remove_device(at),
        }
        if let Some(machine) = self.machines.get(at) {
            law::holds_on(machine);
        }
    }

    fn crash(&mut self) -> Crash {
        let crash = match self.dice.below(30) {
            0 => Crash::BeforeKept,
            1 => Crash::AfterKept,
            _ => Crash::Never,
        };
        self.tally.crashes += u64::from(crash != Crash::Never);
        crash
    }

    fn act(&mut self, at: usize) {
        let (now, crash) = (self.now(), self.crash());
        let Self { machines, dice, .. } = self;
        let machine = &mut machines[at];
        let (subject, deed, words) = moves::any(machine, dice);
        let before = law::Before::of(machine, subject);
        match machine.act(subject, deed.clone(), words, now, crash, dice) {
            Ok(_) => {
                self.tally.acts += 1;
                if crash != Crash::BeforeKept {
                    law::follows(machine, &before, &deed);
                }
            }
            Err(_) => {
                self.tally.refused += 1;
                law::unchanged(machine, &before);
            }
        }
        self.tally.agreed += u64::from(law::something_is_agreed(&self.machines[at]));
    }

    fn send(&mut self, at: usize) {
        let (now, crash) = (self.now(), self.crash());
        let extent = if self.dice.one_in(3) {
            Extent::Missing
        } else {
            Extent::New
        };
        for bytes in self.machines[at].send(extent, now.0, crash, &mut self.dice) {
            let bytes = Rc::new(bytes);
            let others = (0..self.machines.len()).filter(|to| *to != at);
            self.packets.extend(others.map(|to| Packet {
                to,
                bytes: Rc::clone(&bytes),
            }));
        }
    }

    fn deliver(&mut self) {
        let (now, crash) = (self.now(), self.crash());
        if self.packets.is_empty() {
            return;
        }
        let which = self.dice.below(self.packets.len());
        let packet = &self.packets[which];
        let (to, bytes) = (packet.to, Rc::clone(&packet.bytes));
        // Some arrive twice; one that met a crash must be able to come again.
        if crash == Crash::Never && !self.dice.one_in(5) {
            self.packets.swap_remove(which);
        }
        let machine = &mut self.machines[to];
        machine.receive(&bytes, now, crash, &mut self.dice);
        self.tally.received += 1;
        self.tally.waited += u64::from(machine.replica.agreement().waiting().count() > 0);
        law::holds_on(machine);
    }

    fn lose(&mut self) {
        if !self.packets.is_empty() {
            let which = self.dice.below(self.packets.len());
            self.packets.swap_remove(which);
            self.tally.lost += 1;
        }
    }

    fn restore(&mut self, at: usize) {
        let machine = &mut self.machines[at];
        let Some(disk) = self.dice.pick(&machine.backups).cloned() else {
            return;
        };
        machine.disk = disk;
        machine.restart();
        self.tally.restored += 1;
        // A restore that the app made says so; one that was made behind its back does not.
        if self.dice.one_in(2) {
            let batch = machine.replica.renew(&mut self.dice).unwrap();
            machine.keep(batch, Crash::Never);
        }
    }

    fn twin(&mut self, at: usize) {
        if self.machines.len() < MACHINES_MAX {
            let twin = self.machines[at].twin();
            self.machines.push(twin);
            self.tally.twins += 1;
        }
    }

    fn add_device(&mut self, at: usize) {
        if self.machines.len() >= MACHINES_MAX {
            return;
        }
        let now = self.now();
        let Self { machines, dice, .. } = self;
        let old = &mut machines[at];
        let kit = Rc::clone(&old.kit);
        let new = Machine::begin(old.replica.role(), Rc::clone(&kit), old, dice);
        let done = if dice.one_in(4) {
            let deed = old.adding(&new, DeviceId(kit.recovery()));
            old.act_by_kit(deed, now, dice).is_ok()
        } else {
            let deed = old.adding(&new, old.device());
            old.act(Subject::None, deed, None, now, Crash::Never, dice)
                .is_ok()
        };
        if done {
            machines.push(new);
            self.tally.added += 1;
        }
    }

    fn remove_device(&mut self, at: usize) {
        let now = self.now();
        let Self { machines, dice, .. } = self;
        let by_kit = dice.one_in(3);
        let machine = &mut machines[at];
        let Some(deed) = moves::removal(machine, by_kit, dice) else {
            return;
        };
        let done = if by_kit {
            machine.act_by_kit(deed, now, dice).is_ok()
        } else {
            machine
                .act(Subject::All, deed, None, now, Crash::Never, dice)
                .is_ok()
        };
        self.tally.removed += u64::from(done);
    }
}
