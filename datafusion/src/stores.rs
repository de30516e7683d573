//! Stores of objects, made when a URL first asks for one.

use datafusion::{
    error::{DataFusionError, Result},
    execution::object_store::{DefaultObjectStoreRegistry, ObjectStoreRegistry},
};
use object_store::{ObjectStore, parse_url_opts};
use std::sync::Arc;
use url::Url;

/// The stores of `s3://`, `gs://`, `az://`, `http://` and `https://` URLs, beside those that are registered.
///
/// Keys, regions and endpoints are read from the environment, from the variables that begin with `AWS_`, `GOOGLE_` and
/// `AZURE_`. Give it to a session by [`RuntimeEnvBuilder::with_object_store_registry`].
///
/// [`RuntimeEnvBuilder::with_object_store_registry`]:
///     datafusion::execution::runtime_env::RuntimeEnvBuilder::with_object_store_registry
#[derive(Debug, Default)]
pub struct Stores(DefaultObjectStoreRegistry);

impl ObjectStoreRegistry for Stores {
    fn register_store(
        &self,
        url: &Url,
        store: Arc<dyn ObjectStore>,
    ) -> Option<Arc<dyn ObjectStore>> {
        self.0.register_store(url, store)
    }

    fn deregister_store(&self, url: &Url) -> Result<Arc<dyn ObjectStore>> {
        self.0.deregister_store(url)
    }

    fn get_store(&self, url: &Url) -> Result<Arc<dyn ObjectStore>> {
        if let Ok(store) = self.0.get_store(url) {
            return Ok(store);
        }
        let (store, _) = parse_url_opts(url, options(url)).map_err(DataFusionError::from)?;
        let store: Arc<dyn ObjectStore> = Arc::from(store);
        self.0.register_store(url, Arc::clone(&store));
        Ok(store)
    }
}

/// What the environment says about a store.
fn options(url: &Url) -> impl Iterator<Item = (String, String)> {
    // Other variables have names, such as TOKEN, that stores would take for theirs.
    let named = std::env::vars_os().filter_map(|(name, value)| {
        let name = name.into_string().ok()?;
        let is_theirs = ["AWS_", "GOOGLE_", "AZURE_"].iter().any(|start| name.starts_with(start));
        is_theirs.then(|| Some((name, value.into_string().ok()?)))?
    });
    let is_plain = url.scheme() == "http";
    named.chain(is_plain.then(|| ("allow_http".to_owned(), "true".to_owned())))
}
