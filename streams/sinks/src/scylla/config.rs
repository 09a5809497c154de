//! Where the CQL servers are and how they are spoken to.

use std::{path::PathBuf, sync::Arc};

use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use secrecy::SecretString;

use crate::{Result, SinkError};

/// The read copy's servers: ScyllaDB, or any other that speaks CQL.
#[derive(Clone, Debug)]
pub struct ScyllaConfig {
    /// `host:port` of some nodes; they name the others.
    pub nodes: Vec<String>,
    /// a-z, 0-9 and '_', beginning with a letter. Made where it is missing.
    pub keyspace: String,
    /// Whose nodes are asked first; none: all alike.
    pub datacenter: Option<String>,
    /// How many nodes keep a row, of a keyspace that we make.
    pub replication_factor: u32,
    pub credentials: Option<Credentials>,
    /// PEM file of the authority that signed the servers' certificates. None: no TLS.
    pub ca_file: Option<PathBuf>,
}

#[derive(Clone, Debug)]
pub struct Credentials {
    pub user: String,
    pub password: SecretString,
}

impl ScyllaConfig {
    /// Without password and TLS, one copy of each row.
    pub fn new(nodes: Vec<String>, keyspace: impl Into<String>) -> Self {
        let keyspace = keyspace.into();
        ScyllaConfig { nodes, keyspace, datacenter: None, replication_factor: 1, credentials: None, ca_file: None }
    }

    /// The keyspace's name goes into statements as it is.
    pub(super) fn check(&self) -> Result<()> {
        let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let begins = self.keyspace.starts_with(|c: char| c.is_ascii_lowercase());
        if !begins || self.keyspace.len() > 48 || !self.keyspace.chars().all(known) {
            let text = "a keyspace has 1 to 48 characters of a-z, 0-9 and '_' and begins with a letter";
            return Err(SinkError::Defect(text.into()));
        }
        if self.nodes.is_empty() { Err(SinkError::Defect("no node is named".into())) } else { Ok(()) }
    }

    pub(super) fn tls(&self) -> Result<Option<Arc<ClientConfig>>> {
        let Some(file) = &self.ca_file else { return Ok(None) };
        let defect = |error: Box<dyn std::error::Error + Send + Sync>| SinkError::Defect(error);
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_file_iter(file).map_err(|error| defect(error.into()))? {
            let certificate = certificate.map_err(|error| defect(error.into()))?;
            roots.add(certificate).map_err(|error| defect(error.into()))?;
        }
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let builder = builder.map_err(|error| defect(error.into()))?;
        Ok(Some(Arc::new(builder.with_root_certificates(roots).with_no_client_auth())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyspace_whose_name_could_say_more_is_refused() {
        let check = |keyspace: &str| ScyllaConfig::new(vec!["127.0.0.1:9042".to_owned()], keyspace).check();
        assert!(check("ytempire_2").is_ok());
        for bad in ["", "2nd", "Ytempire", "a b", "a;drop", &"a".repeat(49)] {
            assert!(check(bad).is_err(), "{bad}");
        }
        assert!(ScyllaConfig::new(Vec::new(), "ytempire").check().is_err());
    }
}
