//! One suite for every store: what `docs/relay.md` promises about mailboxes.

mod expiring;
mod keys;
mod reading;
mod stage;
mod writing;

use stage::{in_postgres, in_sqlite};

/// Each promise as a test of its own on each store.
macro_rules! on_both_stores {
    ($($module:ident :: $promise:ident),* $(,)?) => {
        mod sqlite {
            $(#[test]
            fn $promise() {
                super::in_sqlite(|stage| Box::pin(super::$module::$promise(stage)));
            })*
        }
        mod postgres {
            $(#[test]
            fn $promise() {
                super::in_postgres(|stage| Box::pin(super::$module::$promise(stage)));
            })*
        }
    };
}

on_both_stores!(
    keys::a_mailbox_is_opened_once_however_often_it_is_asked_for,
    keys::a_key_that_stands_elsewhere_opens_nothing,
    keys::an_organisation_has_no_more_mailboxes_than_it_may,
    keys::an_unknown_key_is_nobody,
    keys::an_invited_key_is_renewed_once_and_then_unknown,
    keys::an_invitation_that_nobody_followed_runs_out,
    keys::a_key_that_another_has_is_not_taken,
    keys::nobody_touches_the_other_side,
    keys::a_side_has_sixteen_keys_and_no_fresh_quota_by_removing,
    keys::a_removed_key_writes_nothing_more_and_what_it_wrote_stays,
    keys::a_handle_can_be_invited_again,
    writing::a_bundle_put_twice_is_kept_once,
    writing::the_same_bundle_by_two_writers_is_each_ones_own,
    writing::one_writers_flood_takes_nothing_from_the_other,
    writing::what_is_taken_away_gives_room_back,
    writing::nobody_takes_away_what_another_put,
    writing::numbers_come_in_order_to_who_reads_while_many_write,
    reading::a_page_holds_what_others_put_in_order,
    reading::a_page_ends_at_its_count_and_at_its_bytes,
    reading::a_cursor_of_another_epoch_or_from_beyond_begins_anew,
    reading::a_mailbox_shows_its_fill,
    reading::newest_numbers_are_told_for_many,
    expiring::old_bundles_go_and_numbers_stay,
    expiring::a_mailbox_that_nobody_uses_goes,
    expiring::a_mailbox_that_nobody_can_read_goes,
);
