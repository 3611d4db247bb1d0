/**
 * The gate between the screens and the shell: a list of commands and how large each message may be.
 *
 * It runs in a sandboxed frame that no screen can reach into. What is not on the list, or too large, becomes a
 * command that does not exist, so that the screen gets an answer and the shell sees nothing of it. It judges sizes
 * and names only; what a command may do is decided in Rust.
 */
(function () {
  'use strict';

  /** Letters of JSON for names, ids and passphrases. */
  const SMALL = 4 * 1024;
  /** Letters of JSON for people's words: 16 KiB of them, escaped, and what stands around them. */
  const WORDS = 128 * 1024;
  /** Letters of JSON for a pasted plan: 100,000 letters, escaped. */
  const PLAN = 640 * 1024;
  /** Letters of JSON for a piece of a copy of everything: 1 MiB as numbers. */
  const PIECE = 4 * 1024 * 1024 + SMALL;
  /** Letters of JSON for a file: about 16 MiB as numbers. Larger files go by the command line. */
  const FILE = 64 * 1024 * 1024;

  /** Every command and the most letters of JSON it may carry. */
  const COMMANDS = Object.freeze(
    Object.assign(Object.create(null), {
      'plugin:event|listen': SMALL,
      'plugin:event|unlisten': SMALL,
      abilities: SMALL,
      add_agenda_item: WORDS,
      add_by_kit: SMALL,
      add_checkin: WORDS,
      add_contact: WORDS,
      add_device: WORDS,
      add_returning: WORDS,
      agenda: SMALL,
      agreement: SMALL,
      agreements: SMALL,
      answer: WORDS,
      answer_use: WORDS,
      aside: SMALL,
      away: WORDS,
      back: SMALL,
      carry_over: WORDS,
      change_agenda_item: WORDS,
      check_kit: SMALL,
      checkins: SMALL,
      choose_language: SMALL,
      choose_lock_times: SMALL,
      choose_notices: SMALL,
      close_nearby: SMALL,
      close_step: WORDS,
      contacts: SMALL,
      copied: WORDS,
      copy_for_record: SMALL,
      create_vault: SMALL,
      device_adding: SMALL,
      device_joins: SMALL,
      device_pictures_differ: SMALL,
      device_pictures_same: SMALL,
      devices: SMALL,
      disagree: WORDS,
      disclosures: SMALL,
      drafts: SMALL,
      drop_backup: SMALL,
      drop_draft: SMALL,
      drop_relay: SMALL,
      end_agreement: SMALL,
      enter_room: SMALL,
      erase_vault: SMALL,
      erase_words: SMALL,
      felt_pushed: WORDS,
      found_agreement: SMALL,
      hello: WORDS,
      help_numbers: SMALL,
      history: SMALL,
      hold: WORDS,
      home: SMALL,
      invite: SMALL,
      invite_device: SMALL,
      keep_relay: SMALL,
      kit: SMALL,
      link_decision: SMALL,
      load_draft: SMALL,
      lock: SMALL,
      lock_times: SMALL,
      look_at_file: FILE,
      mark_must: SMALL,
      meet: WORDS,
      nears: SMALL,
      new_passphrase: SMALL,
      notices: SMALL,
      open_nearby: SMALL,
      open_room: SMALL,
      open_vault: SMALL,
      open_with_kit: SMALL,
      pairing: SMALL,
      paper: SMALL,
      part: SMALL,
      pause: WORDS,
      pictures_differ: SMALL,
      pictures_same: SMALL,
      print_page: SMALL,
      put_forward: WORDS,
      reach_nearby: SMALL,
      read_plan: PLAN,
      receive_file: FILE,
      relation: SMALL,
      relay: SMALL,
      relay_card: SMALL,
      relays_known: SMALL,
      remove_agenda_item: SMALL,
      remove_device: SMALL,
      rename_vault: SMALL,
      replace_passphrase: SMALL,
      reply: WORDS,
      restore_backup: SMALL,
      resume: SMALL,
      retry_aside: SMALL,
      save_backup: SMALL,
      save_card: WORDS,
      save_copy: SMALL,
      save_device_message: WORDS,
      save_draft: WORDS,
      save_help_numbers: WORDS,
      save_pairing: SMALL,
      save_paper: SMALL,
      save_pdf: SMALL,
      say_differently: WORDS,
      seen: SMALL,
      send_file: SMALL,
      share_checkin: SMALL,
      share_decision: WORDS,
      share_draft: SMALL,
      shared_checkins: SMALL,
      suggest: WORDS,
      take_back: WORDS,
      take_backup_piece: PIECE,
      take_code: SMALL,
      take_device_code: SMALL,
      take_device_offer: WORDS,
      take_device_request: WORDS,
      take_device_welcome: WORDS,
      take_offer: WORDS,
      take_relay: SMALL,
      take_request: WORDS,
      take_welcome: WORDS,
      talked_about: SMALL,
      touch: SMALL,
      use_mandate: WORDS,
      voice: WORDS,
      write_draft: WORDS,
    }),
  );

  /** How large a message is, in letters of JSON or in bytes; what cannot be measured is too large. */
  function size(payload) {
    if (payload === undefined || payload === null) return 0;
    if (payload instanceof ArrayBuffer || ArrayBuffer.isView(payload)) return payload.byteLength;
    try {
      return JSON.stringify(payload).length;
    } catch {
      return Number.POSITIVE_INFINITY;
    }
  }

  window.__TAURI_ISOLATION_HOOK__ = function (message) {
    const most = COMMANDS[message.cmd];
    if (typeof most === 'number' && size(message.payload) <= most) return message;
    return { cmd: 'refused_at_the_gate', callback: message.callback, error: message.error, options: undefined, payload: {} };
  };
})();
