//! A wire to the database that can be cut.

use std::net::SocketAddr;

use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};

pub struct Proxy {
    pub url: String,
    whole: watch::Sender<bool>,
}

impl Proxy {
    /// In front of the server that this address names.
    pub async fn to(url: &str) -> Self {
        let (scheme, rest) = url.split_once("://").expect("a URL");
        let (authority, path) = rest.split_once('/').expect("a database");
        let (user, server) = authority.rsplit_once('@').map_or(("", authority), |(user, server)| (user, server));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let here: SocketAddr = listener.local_addr().expect("an address");
        let user = if user.is_empty() { String::new() } else { format!("{user}@") };
        let (whole, wire) = watch::channel(true);
        #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
        tokio::spawn(serve(listener, server.to_owned(), wire));
        Proxy { url: format!("{scheme}://{user}{here}/{path}"), whole }
    }

    /// Ends every connection and refuses new ones.
    pub fn cut(&self) {
        self.whole.send_replace(false);
    }

    pub fn mend(&self) {
        self.whole.send_replace(true);
    }
}

async fn serve(listener: TcpListener, server: String, wire: watch::Receiver<bool>) {
    while let Ok((client, _)) = listener.accept().await {
        if !*wire.borrow() {
            continue;
        }
        let (server, mut wire) = (server.clone(), wire.clone());
        #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
        tokio::spawn(async move {
            tokio::select! {
                () = carry(client, &server) => {}
                _ = wire.wait_for(|whole| !whole) => {}
            }
        });
    }
}

async fn carry(mut client: TcpStream, server: &str) {
    if let Ok(mut server) = TcpStream::connect(server).await {
        // Either side may end it: that is what a cut wire looks like.
        drop(copy_bidirectional(&mut client, &mut server).await);
    }
}
