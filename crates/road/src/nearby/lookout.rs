//! Looking out for others, and being seen, by multicast DNS. It runs while nearby is open and at no other time.
//!
//! What is announced is a service, a port and a version under a name of chance. The name is renewed now and then, so
//! that nobody can follow one through a day.

use std::net::{IpAddr, SocketAddr, SocketAddrV6};

use countersign_seal::{Chance, entropy};
use countersign_wire::nearby::{PROTOCOL, SERVICE, is_near};
use mdns_sd::{
    IfKind, Receiver, ResolvedService, ScopedIp, ServiceDaemon, ServiceEvent, ServiceInfo,
};

use super::place::Place;

/// Somebody who was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// The name of chance.
    pub(super) name: String,
    /// Where it can be called.
    pub(super) addresses: Vec<SocketAddr>,
}

/// The announcement of this device, and the ears for others. Dropping it says goodbye.
pub(super) struct Lookout {
    daemon: ServiceDaemon,
    addresses: Vec<IpAddr>,
    port: u16,
    /// Every name that this opening had, the present one last.
    names: Vec<String>,
}

impl Lookout {
    /// Begins to look, on the interfaces of these addresses. None where the system does not allow it.
    pub(super) fn open(
        place: &Place,
        addresses: &[SocketAddr],
    ) -> Option<(Self, Receiver<ServiceEvent>)> {
        let port = addresses.first()?.port();
        let daemon = ServiceDaemon::new().ok()?;
        let addresses: Vec<IpAddr> = addresses.iter().map(SocketAddr::ip).collect();
        let lookout = Self {
            daemon,
            addresses,
            port,
            names: Vec::new(),
        };
        lookout.choose(place)?;
        let seen = lookout.daemon.browse(SERVICE).ok()?;
        Some((lookout, seen))
    }

    fn choose(&self, place: &Place) -> Option<()> {
        match place {
            Place::Room => self
                .daemon
                .disable_interface(vec![IfKind::LoopbackV4, IfKind::LoopbackV6])
                .ok(),
            Place::At(addresses) => {
                self.daemon.disable_interface(IfKind::All).ok()?;
                let kinds: Vec<IfKind> = addresses.iter().copied().map(IfKind::Addr).collect();
                self.daemon.enable_interface(kinds).ok()
            }
        }
    }

    /// Announces this device under a new name, and takes the one before back.
    pub(super) fn renew(&mut self, chance: &mut dyn Chance) {
        if let Some(before) = self.names.last() {
            // Where it can't be taken back, it runs out by itself.
            drop(self.daemon.unregister(&format!("{before}.{SERVICE}")));
        }
        let name = name(chance);
        let version = PROTOCOL.to_string();
        let info = ServiceInfo::new(
            SERVICE,
            &name,
            &format!("{name}.local."),
            &self.addresses[..],
            self.port,
            &[("v", &version)][..],
        );
        if let Ok(info) = info {
            // Where it can't be announced now, this device still finds others.
            drop(self.daemon.register(info));
        }
        self.names.push(name);
    }

    /// The present name.
    pub(super) fn name(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }

    /// Somebody else who can be called.
    pub(super) fn seen(&self, event: ServiceEvent) -> Option<Seen> {
        let ServiceEvent::ServiceResolved(service) = event else {
            return None;
        };
        let name = service.get_fullname().strip_suffix(SERVICE)?;
        let name = name.trim_end_matches('.').to_owned();
        let own = self.names.contains(&name);
        let addresses = addresses(&service);
        (!own && !addresses.is_empty()).then_some(Seen { name, addresses })
    }
}

impl Drop for Lookout {
    fn drop(&mut self) {
        // It says goodbye for what was announced, by itself.
        drop(self.daemon.shutdown());
    }
}

fn name(chance: &mut dyn Chance) -> String {
    let bytes: [u8; 8] = entropy(chance);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where a service can be called, the older family first; an announcement can't make this device call far away.
fn addresses(service: &ResolvedService) -> Vec<SocketAddr> {
    let port = service.get_port();
    let near = service
        .get_addresses()
        .iter()
        .filter(|ip| is_near(ip.to_ip_addr()));
    let mut addresses: Vec<SocketAddr> = near.map(|ip| scoped(ip, port)).collect();
    addresses.sort_by_key(|address| (address.is_ipv6(), *address));
    addresses.truncate(ADDRESSES_MAX);
    addresses
}

/// Addresses of one announcement that are tried.
const ADDRESSES_MAX: usize = 8;

fn scoped(ip: &ScopedIp, port: u16) -> SocketAddr {
    if let ScopedIp::V6(v6) = ip {
        return SocketAddrV6::new(*v6.addr(), port, 0, v6.scope_id().index).into();
    }
    SocketAddr::new(ip.to_ip_addr(), port)
}
