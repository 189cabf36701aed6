"""Sentences that the descriptions of several operations share."""

ID_OF_NEW = "Its id, made on the device: a UUID version 7. The same id sent again is the same thing."
REV_READ = "The `rev` of the entry on the device when this was written."
ZONE_OF_PHONE = "The IANA time zone of the phone at that moment, such as `Europe/Berlin`."
