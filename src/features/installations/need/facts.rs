//! What is usual: how long a kind of work takes and what belongs to it; what a client, a delivery or an installation that
//! is changed already tell.

use super::{
    super::model::{Goods, Installation, Work},
    From, NeedInstallation,
};
use crate::{
    bot::turn::Turn,
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    features::{deliveries, readiness},
    people,
    slots::Lasts,
    t,
};

/// How long a kind of work usually takes.
pub const fn lasts(work: Work) -> Lasts {
    match work {
        Work::Barrier => Lasts::Hours(8),
        Work::Turnstile | Work::Reader | Work::Camera | Work::Other => Lasts::Hours(4),
    }
}

/// What usually belongs to it, in the language of whoever writes it down: the list is kept as it was read.
pub fn scope(work: Work, turn: &Turn) -> Vec<String> {
    let all = match work {
        Work::Barrier => t!("need-scope-barrier"),
        Work::Turnstile => t!("need-scope-turnstile"),
        Work::Reader => t!("need-scope-reader"),
        Work::Camera => t!("need-scope-camera"),
        Work::Other => t!("need-scope-other"),
    };
    all.plain(&turn.reader()).split(';').map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// What is mounted, by words people use.
pub fn work_of(words: &str) -> Option<Work> {
    let words = words.to_lowercase();
    let has = |any: &[&str]| any.iter().any(|part| words.contains(part));
    if has(&["шлагбаум", "стрел", "barrier", "boom"]) {
        Some(Work::Barrier)
    } else if has(&["турникет", "калитк", "turnstile"]) {
        Some(Work::Turnstile)
    } else if has(&["считыват", "контроллер", "замок", "reader", "controller"]) {
        Some(Work::Reader)
    } else if has(&["камер", "распознав", "camera"]) {
        Some(Work::Camera)
    } else {
        None
    }
}

impl NeedInstallation {
    /// With what is known of a client, and of the delivery that brings the goods.
    pub async fn of_client(mut self, turn: &Turn, client: Id<Client>, from: From<'_>) -> Result<Self> {
        let company = clients::by_id(&mut turn.db(), turn.scope(), client).await?;
        let company = company.ok_or_else(|| Error::User(t!("client-absent")))?;
        let sites = clients::sites(&mut turn.db(), client).await?;
        let contacts = clients::contacts(&mut turn.db(), client).await?;
        self.client = Some(client);
        self.client_name.clone_from(&company.name);
        self.query = None;
        let delivery = match from {
            Some(delivery) => Some(delivery.clone()),
            None => deliveries::latest(&mut turn.db(), client).await?,
        };
        if let Some(delivery) = &delivery {
            self.goods = Goods::Delivery;
            self.delivery = Some(delivery.id);
            self.entry.clone_from(&delivery.entry);
        }
        if let (Some(delivery), true) = (&delivery, from.is_some()) {
            self.address = Some(delivery.address.clone());
            self.site = sites.iter().find(|site| site.address == delivery.address).map(|site| site.id);
            self.contact = Some((delivery.contact_name.clone(), delivery.contact_phone.clone()));
            let goods = deliveries::goods(&mut turn.db(), delivery.id).await?;
            if let Some(work) = goods.iter().find_map(|name| work_of(name)) {
                self.mount(work, scope(work, turn), lasts(work));
            }
        }
        if self.address.is_none()
            && let [site] = sites.as_slice()
        {
            self.site = Some(site.id);
            self.address = Some(site.address.clone());
        }
        if self.contact.is_none() {
            let first = contacts.iter().find_map(|contact| Some((contact.name.clone(), contact.phone.clone()?)));
            self.contact = first;
        }
        let ready = readiness::ready_on(&mut turn.db(), client, self.site).await?;
        self.ready = ready.map(|ready| (ready.ready_on, false));
        Ok(self)
    }

    /// Begins with an installation that is to be changed.
    pub async fn of(turn: &Turn, installation: &Installation) -> Result<Self> {
        let wanted = match installation.engineer {
            Some(engineer) => people::by_id(&mut turn.db(), engineer).await?,
            None => None,
        };
        let ready = readiness::ready_on(&mut turn.db(), installation.client, installation.site).await?;
        let ticked: Vec<(String, bool)> = installation.scope.iter().map(|line| (line.clone(), true)).collect();
        let usual = scope(installation.work, turn).into_iter().filter(|line| !installation.scope.contains(line));
        let state = Self {
            changes: Some((installation.id, installation.rev)),
            client: Some(installation.client),
            client_name: installation.client_name.clone(),
            delivery: installation.delivery,
            site: installation.site,
            address: Some(installation.address.clone()),
            entry: installation.entry.clone(),
            contact: Some((installation.contact_name.clone(), installation.contact_phone.clone())),
            work: Some(installation.work),
            scope: ticked.into_iter().chain(usual.map(|line| (line, false))).collect(),
            lasts: installation.lasts,
            engineer: wanted.map(|person| (person.id, person.name)),
            saturdays: installation.saturdays,
            goods: installation.goods,
            goods_on: installation.goods_on,
            ready: ready.map(|ready| (ready.ready_on, false)),
            note: installation.note.clone(),
            ..Self::begin()
        };
        Ok(state.onward())
    }
}
