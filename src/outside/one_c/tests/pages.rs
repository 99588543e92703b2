//! Pages of any size give each document once, and not a kopeck is lost on the way.

use super::{OneC, PATIENCE, Settings, begin, day};
use crate::money::Money;
use proptest::{collection::vec, prelude::*};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn each_document_is_read_once_to_the_kopeck(page in 1_usize..9, sums in vec(1_i64..100_000_000_000_000, 0..20)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (stand_in, _) = begin().await;
            let firm = stand_in.party("Ромашка", "7707083893");
            for (at, sum) in (0_u32..).zip(&sums) {
                // Many of one day: only the second field of the order tells them apart.
                stand_in.invoice(&at.to_string(), day(1 + at % 3), firm, Money::from_kopecks(*sum));
            }
            let one_c = OneC::new(Settings { page, ..stand_in.settings(PATIENCE) }).unwrap();
            let read = one_c.open().await.unwrap().invoices(day(1)).await.unwrap();
            let mut found: Vec<(u32, i64)> =
                read.rows.iter().map(|bill| (bill.number.parse().unwrap(), bill.sum.kopecks())).collect();
            found.sort_unstable();
            assert_eq!(found, (0..).zip(sums).collect::<Vec<_>>());
        });
    }
}
