//! Where this device can be called in the room it is in: addresses of real interfaces, and listeners bound to them.
//!
//! Nothing is bound to all interfaces at once: a tunnel or a bridge of this machine is no room.

use std::io;
use std::net::{IpAddr, SocketAddr, SocketAddrV6, TcpListener};

use countersign_wire::nearby::is_near;

use super::ask::Fault;

/// On which addresses to listen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On every interface that leads into the room.
    Room,
    /// On these addresses alone, for tests between namespaces and on one machine.
    At(Vec<IpAddr>),
}

/// Listeners on one port.
pub(super) struct Listening {
    pub(super) listeners: Vec<TcpListener>,
    pub(super) addresses: Vec<SocketAddr>,
}

impl Place {
    /// Binds a listener to each address, all on one port that the system chooses.
    pub(super) fn listen(&self) -> Result<Listening, Fault> {
        let mut listeners = Vec::new();
        let mut port = 0;
        for mut address in self.addresses() {
            address.set_port(port);
            let Ok((listener, bound)) = bind(address) else {
                continue;
            };
            port = bound.port();
            listeners.push((listener, bound));
        }
        if listeners.is_empty() {
            return Err(Fault::NoNetwork);
        }
        let (listeners, addresses) = listeners.into_iter().unzip();
        Ok(Listening {
            listeners,
            addresses,
        })
    }

    fn addresses(&self) -> Vec<SocketAddr> {
        match self {
            Self::At(addresses) => addresses.iter().map(|ip| SocketAddr::new(*ip, 0)).collect(),
            Self::Room => {
                let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
                let mut addresses: Vec<SocketAddr> = interfaces
                    .iter()
                    .filter(|it| it.is_oper_up() && !it.is_loopback() && !it.is_p2p())
                    .filter(|it| is_near(it.ip()))
                    .map(|it| scoped(it.ip(), it.index))
                    .collect();
                // The older family first: it needs no scope, and stands on a card before the others.
                addresses.sort_by_key(|address| (address.is_ipv6(), *address));
                addresses
            }
        }
    }
}

/// An address with the interface that it is good on, where it needs one.
fn scoped(ip: IpAddr, interface: Option<u32>) -> SocketAddr {
    match ip {
        IpAddr::V6(ip) if ip.is_unicast_link_local() => {
            SocketAddrV6::new(ip, 0, 0, interface.unwrap_or(0)).into()
        }
        IpAddr::V4(_) | IpAddr::V6(_) => SocketAddr::new(ip, 0),
    }
}

/// Whether an address stands on a card: one that needs a scope means nothing on another device.
pub(super) fn stands_on_card(address: &SocketAddr) -> bool {
    match address.ip() {
        IpAddr::V4(_) => true,
        IpAddr::V6(ip) => !ip.is_unicast_link_local(),
    }
}

fn bind(address: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let bound = listener.local_addr()?;
    Ok((listener, bound))
}
