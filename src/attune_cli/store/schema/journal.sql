CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE caregivers (
	id INTEGER NOT NULL, 
	uid VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (uid), 
	UNIQUE ("key")
);
CREATE TABLE children (
	id INTEGER NOT NULL, 
	uid VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	born VARCHAR, 
	band VARCHAR, 
	weeks_early INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (uid), 
	UNIQUE ("key")
);
CREATE TABLE moments (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	local_day DATE NOT NULL, 
	occurred_at DATETIME, 
	occurred_offset INTEGER, 
	logged_at DATETIME NOT NULL, 
	logged_offset INTEGER NOT NULL, 
	cue VARCHAR, 
	sensitivity VARCHAR, 
	came_back VARCHAR, 
	"after" VARCHAR, 
	chosen VARCHAR NOT NULL, 
	note VARCHAR, 
	caregiver_id INTEGER NOT NULL, 
	repairs_id INTEGER, part_of_day VARCHAR, 
	UNIQUE (uid), 
	FOREIGN KEY(caregiver_id) REFERENCES caregivers (id), 
	FOREIGN KEY(repairs_id) REFERENCES moments (id) ON DELETE SET NULL
);
CREATE INDEX ix_moments_local_day ON moments (local_day);
CREATE INDEX ix_moments_kind ON moments (kind);
CREATE INDEX ix_moments_caregiver_day ON moments (caregiver_id, local_day);
CREATE INDEX ix_moments_repairs_id ON moments (repairs_id);
CREATE TABLE moment_children (
	moment_id INTEGER NOT NULL, 
	child_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (moment_id, child_id), 
	FOREIGN KEY(moment_id) REFERENCES moments (id) ON DELETE CASCADE, 
	FOREIGN KEY(child_id) REFERENCES children (id)
);
CREATE INDEX ix_moment_children_child_id ON moment_children (child_id);
CREATE TABLE moment_words (
	moment_id INTEGER NOT NULL, 
	vocabulary VARCHAR NOT NULL, 
	word VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (moment_id, vocabulary, word), 
	FOREIGN KEY(moment_id) REFERENCES moments (id) ON DELETE CASCADE
);
CREATE TABLE answers (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	uid VARCHAR NOT NULL, 
	week DATE NOT NULL, 
	question VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	written_at DATETIME NOT NULL, 
	written_offset INTEGER NOT NULL, 
	UNIQUE (uid)
);
CREATE INDEX ix_answers_week ON answers (week);
CREATE TABLE tip_marks (
	id INTEGER NOT NULL, 
	tip VARCHAR NOT NULL, 
	mark VARCHAR NOT NULL, 
	marked_at DATETIME NOT NULL, 
	marked_offset INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (tip)
);
CREATE TABLE changes (
	id INTEGER NOT NULL, 
	what VARCHAR NOT NULL, 
	changed_at DATETIME NOT NULL, 
	changed_offset INTEGER NOT NULL, 
	is_undone BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE history_rows (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	change_id INTEGER, 
	table_name VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
	row_key VARCHAR NOT NULL, 
	"before" VARCHAR, 
	"after" VARCHAR
);
CREATE INDEX ix_history_rows_change_id ON history_rows (change_id) WHERE change_id IS NOT NULL;
CREATE TABLE open_change (
	id INTEGER NOT NULL, 
	change_id INTEGER, 
	PRIMARY KEY (id)
);
CREATE TRIGGER caregivers_inserted AFTER INSERT ON caregivers BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'caregivers', NEW."id", '', NULL, json_object('id', NEW."id", 'uid', NEW."uid", 'name', NEW."name", 'key', NEW."key") FROM open_change; END;
CREATE TRIGGER caregivers_deleted AFTER DELETE ON caregivers BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'caregivers', OLD."id", '', json_object('id', OLD."id", 'uid', OLD."uid", 'name', OLD."name", 'key', OLD."key"), NULL FROM open_change; END;
CREATE TRIGGER caregivers_updated AFTER UPDATE ON caregivers WHEN (OLD."id", OLD."uid", OLD."name", OLD."key") IS NOT (NEW."id", NEW."uid", NEW."name", NEW."key") BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); SELECT RAISE(ABORT, 'a key stays') WHERE (OLD."id") IS NOT (NEW."id"); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'caregivers', NEW."id", '', json_object('id', OLD."id", 'uid', OLD."uid", 'name', OLD."name", 'key', OLD."key"), json_object('id', NEW."id", 'uid', NEW."uid", 'name', NEW."name", 'key', NEW."key") FROM open_change; END;
CREATE TRIGGER children_inserted AFTER INSERT ON children BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'children', NEW."id", '', NULL, json_object('id', NEW."id", 'uid', NEW."uid", 'name', NEW."name", 'key', NEW."key", 'born', NEW."born", 'band', NEW."band", 'weeks_early', NEW."weeks_early") FROM open_change; END;
CREATE TRIGGER children_deleted AFTER DELETE ON children BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'children', OLD."id", '', json_object('id', OLD."id", 'uid', OLD."uid", 'name', OLD."name", 'key', OLD."key", 'born', OLD."born", 'band', OLD."band", 'weeks_early', OLD."weeks_early"), NULL FROM open_change; END;
CREATE TRIGGER children_updated AFTER UPDATE ON children WHEN (OLD."id", OLD."uid", OLD."name", OLD."key", OLD."born", OLD."band", OLD."weeks_early") IS NOT (NEW."id", NEW."uid", NEW."name", NEW."key", NEW."born", NEW."band", NEW."weeks_early") BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); SELECT RAISE(ABORT, 'a key stays') WHERE (OLD."id") IS NOT (NEW."id"); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'children', NEW."id", '', json_object('id', OLD."id", 'uid', OLD."uid", 'name', OLD."name", 'key', OLD."key", 'born', OLD."born", 'band', OLD."band", 'weeks_early', OLD."weeks_early"), json_object('id', NEW."id", 'uid', NEW."uid", 'name', NEW."name", 'key', NEW."key", 'born', NEW."born", 'band', NEW."band", 'weeks_early', NEW."weeks_early") FROM open_change; END;
CREATE TRIGGER moment_children_inserted AFTER INSERT ON moment_children BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'moment_children', NEW."moment_id", CAST(NEW."child_id" AS TEXT), NULL, json_object('moment_id', NEW."moment_id", 'child_id', NEW."child_id", 'position', NEW."position") FROM open_change; END;
CREATE TRIGGER moment_children_deleted AFTER DELETE ON moment_children BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'moment_children', OLD."moment_id", CAST(OLD."child_id" AS TEXT), json_object('moment_id', OLD."moment_id", 'child_id', OLD."child_id", 'position', OLD."position"), NULL FROM open_change; END;
CREATE TRIGGER moment_children_updated AFTER UPDATE ON moment_children WHEN (OLD."moment_id", OLD."child_id", OLD."position") IS NOT (NEW."moment_id", NEW."child_id", NEW."position") BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); SELECT RAISE(ABORT, 'a key stays') WHERE (OLD."moment_id", OLD."child_id") IS NOT (NEW."moment_id", NEW."child_id"); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'moment_children', NEW."moment_id", CAST(NEW."child_id" AS TEXT), json_object('moment_id', OLD."moment_id", 'child_id', OLD."child_id", 'position', OLD."position"), json_object('moment_id', NEW."moment_id", 'child_id', NEW."child_id", 'position', NEW."position") FROM open_change; END;
CREATE TRIGGER moment_words_inserted AFTER INSERT ON moment_words BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'moment_words', NEW."moment_id", CAST(NEW."vocabulary" || ' ' || NEW."word" AS TEXT), NULL, json_object('moment_id', NEW."moment_id", 'vocabulary', NEW."vocabulary", 'word', NEW."word", 'position', NEW."position") FROM open_change; END;
CREATE TRIGGER moment_words_deleted AFTER DELETE ON moment_words BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'moment_words', OLD."moment_id", CAST(OLD."vocabulary" || ' ' || OLD."word" AS TEXT), json_object('moment_id', OLD."moment_id", 'vocabulary', OLD."vocabulary", 'word', OLD."word", 'position', OLD."position"), NULL FROM open_change; END;
CREATE TRIGGER moment_words_updated AFTER UPDATE ON moment_words WHEN (OLD."moment_id", OLD."vocabulary", OLD."word", OLD."position") IS NOT (NEW."moment_id", NEW."vocabulary", NEW."word", NEW."position") BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); SELECT RAISE(ABORT, 'a key stays') WHERE (OLD."moment_id", OLD."vocabulary", OLD."word") IS NOT (NEW."moment_id", NEW."vocabulary", NEW."word"); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'moment_words', NEW."moment_id", CAST(NEW."vocabulary" || ' ' || NEW."word" AS TEXT), json_object('moment_id', OLD."moment_id", 'vocabulary', OLD."vocabulary", 'word', OLD."word", 'position', OLD."position"), json_object('moment_id', NEW."moment_id", 'vocabulary', NEW."vocabulary", 'word', NEW."word", 'position', NEW."position") FROM open_change; END;
CREATE TRIGGER answers_inserted AFTER INSERT ON answers BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'answers', NEW."id", '', NULL, json_object('id', NEW."id", 'uid', NEW."uid", 'week', NEW."week", 'question', NEW."question", 'answer', NEW."answer", 'written_at', NEW."written_at", 'written_offset', NEW."written_offset") FROM open_change; END;
CREATE TRIGGER answers_deleted AFTER DELETE ON answers BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'answers', OLD."id", '', json_object('id', OLD."id", 'uid', OLD."uid", 'week', OLD."week", 'question', OLD."question", 'answer', OLD."answer", 'written_at', OLD."written_at", 'written_offset', OLD."written_offset"), NULL FROM open_change; END;
CREATE TRIGGER answers_updated AFTER UPDATE ON answers WHEN (OLD."id", OLD."uid", OLD."week", OLD."question", OLD."answer", OLD."written_at", OLD."written_offset") IS NOT (NEW."id", NEW."uid", NEW."week", NEW."question", NEW."answer", NEW."written_at", NEW."written_offset") BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); SELECT RAISE(ABORT, 'a key stays') WHERE (OLD."id") IS NOT (NEW."id"); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'answers', NEW."id", '', json_object('id', OLD."id", 'uid', OLD."uid", 'week', OLD."week", 'question', OLD."question", 'answer', OLD."answer", 'written_at', OLD."written_at", 'written_offset', OLD."written_offset"), json_object('id', NEW."id", 'uid', NEW."uid", 'week', NEW."week", 'question', NEW."question", 'answer', NEW."answer", 'written_at', NEW."written_at", 'written_offset', NEW."written_offset") FROM open_change; END;
CREATE TRIGGER tip_marks_inserted AFTER INSERT ON tip_marks BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'tip_marks', NEW."id", '', NULL, json_object('id', NEW."id", 'tip', NEW."tip", 'mark', NEW."mark", 'marked_at', NEW."marked_at", 'marked_offset', NEW."marked_offset") FROM open_change; END;
CREATE TRIGGER tip_marks_deleted AFTER DELETE ON tip_marks BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'tip_marks', OLD."id", '', json_object('id', OLD."id", 'tip', OLD."tip", 'mark', OLD."mark", 'marked_at', OLD."marked_at", 'marked_offset', OLD."marked_offset"), NULL FROM open_change; END;
CREATE TRIGGER tip_marks_updated AFTER UPDATE ON tip_marks WHEN (OLD."id", OLD."tip", OLD."mark", OLD."marked_at", OLD."marked_offset") IS NOT (NEW."id", NEW."tip", NEW."mark", NEW."marked_at", NEW."marked_offset") BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); SELECT RAISE(ABORT, 'a key stays') WHERE (OLD."id") IS NOT (NEW."id"); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'tip_marks', NEW."id", '', json_object('id', OLD."id", 'tip', OLD."tip", 'mark', OLD."mark", 'marked_at', OLD."marked_at", 'marked_offset', OLD."marked_offset"), json_object('id', NEW."id", 'tip', NEW."tip", 'mark', NEW."mark", 'marked_at', NEW."marked_at", 'marked_offset', NEW."marked_offset") FROM open_change; END;
CREATE INDEX ix_history_rows_row_id ON history_rows (row_id);
CREATE TRIGGER moments_inserted AFTER INSERT ON moments BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'moments', NEW."id", '', NULL, json_object('id', NEW."id", 'uid', NEW."uid", 'kind', NEW."kind", 'local_day', NEW."local_day", 'occurred_at', NEW."occurred_at", 'occurred_offset', NEW."occurred_offset", 'logged_at', NEW."logged_at", 'logged_offset', NEW."logged_offset", 'cue', NEW."cue", 'sensitivity', NEW."sensitivity", 'came_back', NEW."came_back", 'after', NEW."after", 'chosen', NEW."chosen", 'note', NEW."note", 'caregiver_id', NEW."caregiver_id", 'repairs_id', NEW."repairs_id", 'part_of_day', NEW."part_of_day") FROM open_change; END;
CREATE TRIGGER moments_deleted AFTER DELETE ON moments BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'moments', OLD."id", '', json_object('id', OLD."id", 'uid', OLD."uid", 'kind', OLD."kind", 'local_day', OLD."local_day", 'occurred_at', OLD."occurred_at", 'occurred_offset', OLD."occurred_offset", 'logged_at', OLD."logged_at", 'logged_offset', OLD."logged_offset", 'cue', OLD."cue", 'sensitivity', OLD."sensitivity", 'came_back', OLD."came_back", 'after', OLD."after", 'chosen', OLD."chosen", 'note', OLD."note", 'caregiver_id', OLD."caregiver_id", 'repairs_id', OLD."repairs_id", 'part_of_day', OLD."part_of_day"), NULL FROM open_change; END;
CREATE TRIGGER moments_updated AFTER UPDATE ON moments WHEN (OLD."id", OLD."uid", OLD."kind", OLD."local_day", OLD."occurred_at", OLD."occurred_offset", OLD."logged_at", OLD."logged_offset", OLD."cue", OLD."sensitivity", OLD."came_back", OLD."after", OLD."chosen", OLD."note", OLD."caregiver_id", OLD."repairs_id", OLD."part_of_day") IS NOT (NEW."id", NEW."uid", NEW."kind", NEW."local_day", NEW."occurred_at", NEW."occurred_offset", NEW."logged_at", NEW."logged_offset", NEW."cue", NEW."sensitivity", NEW."came_back", NEW."after", NEW."chosen", NEW."note", NEW."caregiver_id", NEW."repairs_id", NEW."part_of_day") BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); SELECT RAISE(ABORT, 'a key stays') WHERE (OLD."id") IS NOT (NEW."id"); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'moments', NEW."id", '', json_object('id', OLD."id", 'uid', OLD."uid", 'kind', OLD."kind", 'local_day', OLD."local_day", 'occurred_at', OLD."occurred_at", 'occurred_offset', OLD."occurred_offset", 'logged_at', OLD."logged_at", 'logged_offset', OLD."logged_offset", 'cue', OLD."cue", 'sensitivity', OLD."sensitivity", 'came_back', OLD."came_back", 'after', OLD."after", 'chosen', OLD."chosen", 'note', OLD."note", 'caregiver_id', OLD."caregiver_id", 'repairs_id', OLD."repairs_id", 'part_of_day', OLD."part_of_day"), json_object('id', NEW."id", 'uid', NEW."uid", 'kind', NEW."kind", 'local_day', NEW."local_day", 'occurred_at', NEW."occurred_at", 'occurred_offset', NEW."occurred_offset", 'logged_at', NEW."logged_at", 'logged_offset', NEW."logged_offset", 'cue', NEW."cue", 'sensitivity', NEW."sensitivity", 'came_back', NEW."came_back", 'after', NEW."after", 'chosen', NEW."chosen", 'note', NEW."note", 'caregiver_id', NEW."caregiver_id", 'repairs_id', NEW."repairs_id", 'part_of_day', NEW."part_of_day") FROM open_change; END;
CREATE VIRTUAL TABLE moment_texts USING fts5(note, words, folded, tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE identity (
	id INTEGER NOT NULL, 
	uid VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TRIGGER identity_inserted AFTER INSERT ON identity BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'identity', NEW."id", '', NULL, json_object('id', NEW."id", 'uid', NEW."uid") FROM open_change; END;
CREATE TRIGGER identity_deleted AFTER DELETE ON identity BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'identity', OLD."id", '', json_object('id', OLD."id", 'uid', OLD."uid"), NULL FROM open_change; END;
CREATE TRIGGER identity_updated AFTER UPDATE ON identity WHEN (OLD."id", OLD."uid") IS NOT (NEW."id", NEW."uid") BEGIN SELECT RAISE(ABORT, 'no change is open') WHERE NOT EXISTS (SELECT 1 FROM open_change); SELECT RAISE(ABORT, 'a key stays') WHERE (OLD."id") IS NOT (NEW."id"); INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) SELECT change_id, 'identity', NEW."id", '', json_object('id', OLD."id", 'uid', OLD."uid"), json_object('id', NEW."id", 'uid', NEW."uid") FROM open_change; END;
CREATE INDEX ix_moments_counted ON moments (kind, local_day, caregiver_id, sensitivity, chosen, cue, came_back, "after");
CREATE INDEX ix_moment_words_fear ON moment_words (moment_id) WHERE vocabulary = 'response' AND word = 'frighten';
