-- What keeps the cost of looking and of bad senders bounded.

-- The last days of all facilities are looked at every few seconds, for whether anything was reported anew: from the index alone. Old days
-- are found by it to be deleted.
create index sender_summary_recent on tsumugi.sender_summary (day, received_at);
