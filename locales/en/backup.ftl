# Copies of the database
backup-old = ⚠️ <b>The database is not backed up.</b> The last copy: { $since }. The reason: { $why }
backup-none = ⚠️ <b>The database is not backed up</b>, and no copy is to be seen. The reason: { $why }
