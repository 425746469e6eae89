CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE TABLE "setting" (
   "id" INTEGER PRIMARY KEY,
   "key" TEXT NOT NULL,
   "value" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_setting" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "key" TEXT,
   "value" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "theme" (
   "id" INTEGER PRIMARY KEY,
   "name" TEXT NOT NULL,
   "colour" TEXT,
   "position" REAL NOT NULL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_theme" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "name" TEXT,
   "colour" TEXT,
   "position" REAL,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "objective" (
   "id" INTEGER PRIMARY KEY,
   "title" TEXT NOT NULL,
   "why" TEXT,
   "last_day" TEXT,
   "position" REAL NOT NULL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_objective" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "title" TEXT,
   "why" TEXT,
   "last_day" TEXT,
   "position" REAL,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "key_result" (
   "id" INTEGER PRIMARY KEY,
   "objective_id" INTEGER NOT NULL REFERENCES "objective"("id") ON DELETE CASCADE,
   "title" TEXT NOT NULL,
   "kpi" TEXT,
   "baseline" TEXT,
   "target" TEXT,
   "first_day" TEXT,
   "last_day" TEXT,
   "position" REAL NOT NULL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_key_result" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "objective_id" INTEGER,
   "title" TEXT,
   "kpi" TEXT,
   "baseline" TEXT,
   "target" TEXT,
   "first_day" TEXT,
   "last_day" TEXT,
   "position" REAL,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "item" (
   "id" INTEGER PRIMARY KEY,
   "title" TEXT NOT NULL,
   "description" TEXT,
   "theme_id" INTEGER REFERENCES "theme"("id") ON DELETE SET NULL,
   "stage" TEXT NOT NULL,
   "horizon" TEXT,
   "owner" TEXT,
   "start_day" TEXT,
   "due_day" TEXT,
   "launched_day" TEXT,
   "deadline_day" TEXT,
   "hypothesis" TEXT,
   "key_result_id" INTEGER REFERENCES "key_result"("id") ON DELETE SET NULL,
   "position" REAL NOT NULL,
   "created_at" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_item" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "title" TEXT,
   "description" TEXT,
   "theme_id" INTEGER,
   "stage" TEXT,
   "horizon" TEXT,
   "owner" TEXT,
   "start_day" TEXT,
   "due_day" TEXT,
   "launched_day" TEXT,
   "deadline_day" TEXT,
   "hypothesis" TEXT,
   "key_result_id" INTEGER,
   "position" REAL,
   "created_at" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "item_tag" (
   "id" INTEGER PRIMARY KEY,
   "item_id" INTEGER NOT NULL REFERENCES "item"("id") ON DELETE CASCADE,
   "tag" TEXT NOT NULL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_item_tag" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "item_id" INTEGER,
   "tag" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "score_input" (
   "id" INTEGER PRIMARY KEY,
   "item_id" INTEGER NOT NULL REFERENCES "item"("id") ON DELETE CASCADE,
   "framework" TEXT NOT NULL,
   "criterion" TEXT NOT NULL,
   "value" REAL,
   "low" REAL,
   "high" REAL,
   "source" TEXT,
   "at" TEXT,
   "kpi" TEXT,
   "kpi_first_day" TEXT,
   "kpi_last_day" TEXT,
   "kpi_value" REAL,
   "kpi_part" REAL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_score_input" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "item_id" INTEGER,
   "framework" TEXT,
   "criterion" TEXT,
   "value" REAL,
   "low" REAL,
   "high" REAL,
   "source" TEXT,
   "at" TEXT,
   "kpi" TEXT,
   "kpi_first_day" TEXT,
   "kpi_last_day" TEXT,
   "kpi_value" REAL,
   "kpi_part" REAL,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "framework" (
   "id" INTEGER PRIMARY KEY,
   "key" TEXT NOT NULL,
   "name" TEXT NOT NULL,
   "definition" TEXT NOT NULL,
   "position" REAL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_framework" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "key" TEXT,
   "name" TEXT,
   "definition" TEXT,
   "position" REAL,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "dependency" (
   "id" INTEGER PRIMARY KEY,
   "before_id" INTEGER NOT NULL REFERENCES "item"("id") ON DELETE CASCADE,
   "after_id" INTEGER NOT NULL REFERENCES "item"("id") ON DELETE CASCADE,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_dependency" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "before_id" INTEGER,
   "after_id" INTEGER,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "evidence" (
   "id" INTEGER PRIMARY KEY,
   "item_id" INTEGER NOT NULL REFERENCES "item"("id") ON DELETE CASCADE,
   "kind" TEXT NOT NULL,
   "ref" TEXT,
   "text" TEXT,
   "strength" TEXT NOT NULL,
   "who" TEXT,
   "against" INTEGER,
   "day" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_evidence" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "item_id" INTEGER,
   "kind" TEXT,
   "ref" TEXT,
   "text" TEXT,
   "strength" TEXT,
   "who" TEXT,
   "against" INTEGER,
   "day" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "requirement" (
   "id" INTEGER PRIMARY KEY,
   "item_id" INTEGER NOT NULL REFERENCES "item"("id") ON DELETE CASCADE,
   "kind" TEXT NOT NULL,
   "text" TEXT NOT NULL,
   "done" INTEGER,
   "position" REAL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_requirement" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "item_id" INTEGER,
   "kind" TEXT,
   "text" TEXT,
   "done" INTEGER,
   "position" REAL,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "custom_field" (
   "id" INTEGER PRIMARY KEY,
   "key" TEXT NOT NULL,
   "name" TEXT NOT NULL,
   "kind" TEXT NOT NULL,
   "choices" TEXT,
   "formula" TEXT,
   "position" REAL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_custom_field" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "key" TEXT,
   "name" TEXT,
   "kind" TEXT,
   "choices" TEXT,
   "formula" TEXT,
   "position" REAL,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "custom_value" (
   "id" INTEGER PRIMARY KEY,
   "item_id" INTEGER NOT NULL REFERENCES "item"("id") ON DELETE CASCADE,
   "field_id" INTEGER NOT NULL REFERENCES "custom_field"("id") ON DELETE CASCADE,
   "value" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_custom_value" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "item_id" INTEGER,
   "field_id" INTEGER,
   "value" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "saved_view" (
   "id" INTEGER PRIMARY KEY,
   "name" TEXT NOT NULL,
   "kind" TEXT NOT NULL,
   "filter" TEXT,
   "settings" TEXT,
   "position" REAL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_saved_view" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "name" TEXT,
   "kind" TEXT,
   "filter" TEXT,
   "settings" TEXT,
   "position" REAL,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "season" (
   "id" INTEGER PRIMARY KEY,
   "name" TEXT NOT NULL,
   "first_day" TEXT NOT NULL,
   "last_day" TEXT,
   "yearly" INTEGER,
   "no_change" INTEGER,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_season" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "name" TEXT,
   "first_day" TEXT,
   "last_day" TEXT,
   "yearly" INTEGER,
   "no_change" INTEGER,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "history_item" (
   "id" INTEGER PRIMARY KEY,
   "item_id" INTEGER NOT NULL,
   "at" TEXT NOT NULL,
   "field" TEXT NOT NULL,
   "old" TEXT,
   "new" TEXT,
   "title" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_history_item" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "item_id" INTEGER,
   "at" TEXT,
   "field" TEXT,
   "old" TEXT,
   "new" TEXT,
   "title" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "kpi" (
   "id" INTEGER PRIMARY KEY,
   "key" TEXT NOT NULL,
   "name" TEXT NOT NULL,
   "unit" TEXT NOT NULL,
   "direction" TEXT NOT NULL,
   "definition" TEXT,
   "missing" TEXT,
   "position" REAL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_kpi" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "key" TEXT,
   "name" TEXT,
   "unit" TEXT,
   "direction" TEXT,
   "definition" TEXT,
   "missing" TEXT,
   "position" REAL,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "snapshot" (
   "id" INTEGER PRIMARY KEY,
   "kpi" TEXT NOT NULL,
   "first_day" TEXT NOT NULL,
   "last_day" TEXT NOT NULL,
   "segment" TEXT NOT NULL,
   "value" TEXT,
   "note" TEXT,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_snapshot" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "kpi" TEXT,
   "first_day" TEXT,
   "last_day" TEXT,
   "segment" TEXT,
   "value" TEXT,
   "note" TEXT,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "experiment" (
   "id" INTEGER PRIMARY KEY,
   "name" TEXT NOT NULL,
   "status" TEXT NOT NULL,
   "kind" TEXT,
   "hypothesis" TEXT,
   "kpi" TEXT,
   "item_id" INTEGER REFERENCES "item"("id") ON DELETE SET NULL,
   "start_day" TEXT,
   "end_day" TEXT,
   "note" TEXT,
   "page" TEXT,
   "audience" TEXT,
   "plan" TEXT,
   "plan_hash" TEXT,
   "frozen_at" TEXT,
   "created_at" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_experiment" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "name" TEXT,
   "status" TEXT,
   "kind" TEXT,
   "hypothesis" TEXT,
   "kpi" TEXT,
   "item_id" INTEGER,
   "start_day" TEXT,
   "end_day" TEXT,
   "note" TEXT,
   "page" TEXT,
   "audience" TEXT,
   "plan" TEXT,
   "plan_hash" TEXT,
   "frozen_at" TEXT,
   "created_at" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "variant" (
   "id" INTEGER PRIMARY KEY,
   "experiment_id" INTEGER NOT NULL REFERENCES "experiment"("id") ON DELETE CASCADE,
   "name" TEXT NOT NULL,
   "position" INTEGER NOT NULL,
   "share" REAL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_variant" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "experiment_id" INTEGER,
   "name" TEXT,
   "position" INTEGER,
   "share" REAL,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "reading" (
   "id" INTEGER PRIMARY KEY,
   "experiment_id" INTEGER NOT NULL REFERENCES "experiment"("id") ON DELETE CASCADE,
   "variant_id" INTEGER NOT NULL REFERENCES "variant"("id") ON DELETE CASCADE,
   "measure" TEXT,
   "day" TEXT,
   "visitors" INTEGER,
   "conversions" INTEGER,
   "revenue_minor" INTEGER,
   "currency" TEXT,
   "total" REAL,
   "squares" REAL,
   "below" REAL,
   "below_squares" REAL,
   "products" REAL,
   "at" TEXT,
   "superseded_at" TEXT,
   "import_id" INTEGER,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_reading" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "experiment_id" INTEGER,
   "variant_id" INTEGER,
   "measure" TEXT,
   "day" TEXT,
   "visitors" INTEGER,
   "conversions" INTEGER,
   "revenue_minor" INTEGER,
   "currency" TEXT,
   "total" REAL,
   "squares" REAL,
   "below" REAL,
   "below_squares" REAL,
   "products" REAL,
   "at" TEXT,
   "superseded_at" TEXT,
   "import_id" INTEGER,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "decision" (
   "id" INTEGER PRIMARY KEY,
   "experiment_id" INTEGER REFERENCES "experiment"("id") ON DELETE CASCADE,
   "item_id" INTEGER REFERENCES "item"("id") ON DELETE CASCADE,
   "choice" TEXT,
   "reason" TEXT,
   "day" TEXT,
   "prediction" TEXT,
   "options" TEXT,
   "kpi" TEXT,
   "expected_low" REAL,
   "expected" REAL,
   "expected_high" REAL,
   "due_day" TEXT,
   "baseline" REAL,
   "baseline_first_day" TEXT,
   "baseline_last_day" TEXT,
   "frozen" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_decision" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "experiment_id" INTEGER,
   "item_id" INTEGER,
   "choice" TEXT,
   "reason" TEXT,
   "day" TEXT,
   "prediction" TEXT,
   "options" TEXT,
   "kpi" TEXT,
   "expected_low" REAL,
   "expected" REAL,
   "expected_high" REAL,
   "due_day" TEXT,
   "baseline" REAL,
   "baseline_first_day" TEXT,
   "baseline_last_day" TEXT,
   "frozen" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "learning" (
   "id" INTEGER PRIMARY KEY,
   "experiment_id" INTEGER REFERENCES "experiment"("id") ON DELETE CASCADE,
   "item_id" INTEGER REFERENCES "item"("id") ON DELETE CASCADE,
   "text" TEXT,
   "status" TEXT,
   "day" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_learning" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "experiment_id" INTEGER,
   "item_id" INTEGER,
   "text" TEXT,
   "status" TEXT,
   "day" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "deck" (
   "id" INTEGER PRIMARY KEY,
   "name" TEXT NOT NULL,
   "position" REAL NOT NULL,
   "created_at" TEXT,
   "settings" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_deck" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "name" TEXT,
   "position" REAL,
   "created_at" TEXT,
   "settings" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "slide" (
   "id" INTEGER PRIMARY KEY,
   "deck_id" INTEGER NOT NULL REFERENCES "deck"("id") ON DELETE CASCADE,
   "position" REAL NOT NULL,
   "kind" TEXT NOT NULL,
   "title" TEXT,
   "settings" TEXT,
   "notes" TEXT,
   "hidden" INTEGER,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_slide" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "deck_id" INTEGER,
   "position" REAL,
   "kind" TEXT,
   "title" TEXT,
   "settings" TEXT,
   "notes" TEXT,
   "hidden" INTEGER,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "meeting" (
   "id" INTEGER PRIMARY KEY,
   "deck_id" INTEGER REFERENCES "deck"("id") ON DELETE SET NULL,
   "deck" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "ended_at" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_meeting" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "deck_id" INTEGER,
   "deck" TEXT,
   "at" TEXT,
   "ended_at" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "minute" (
   "id" INTEGER PRIMARY KEY,
   "meeting_id" INTEGER NOT NULL REFERENCES "meeting"("id") ON DELETE CASCADE,
   "slide_id" INTEGER REFERENCES "slide"("id") ON DELETE SET NULL,
   "slide" TEXT,
   "kind" TEXT NOT NULL,
   "text" TEXT NOT NULL,
   "at" TEXT NOT NULL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_minute" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "meeting_id" INTEGER,
   "slide_id" INTEGER,
   "slide" TEXT,
   "kind" TEXT,
   "text" TEXT,
   "at" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "annotation" (
   "id" INTEGER PRIMARY KEY,
   "day" TEXT NOT NULL,
   "last_day" TEXT,
   "title" TEXT NOT NULL,
   "kind" TEXT,
   "note" TEXT,
   "kpi" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_annotation" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "day" TEXT,
   "last_day" TEXT,
   "title" TEXT,
   "kind" TEXT,
   "note" TEXT,
   "kpi" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "target" (
   "id" INTEGER PRIMARY KEY,
   "kpi" TEXT NOT NULL,
   "first_day" TEXT NOT NULL,
   "last_day" TEXT NOT NULL,
   "value" TEXT NOT NULL,
   "repeats" INTEGER,
   "import_id" INTEGER,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_target" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "kpi" TEXT,
   "first_day" TEXT,
   "last_day" TEXT,
   "value" TEXT,
   "repeats" INTEGER,
   "import_id" INTEGER,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "signal_note" (
   "id" INTEGER PRIMARY KEY,
   "kpi" TEXT NOT NULL,
   "day" TEXT NOT NULL,
   "kind" TEXT NOT NULL,
   "until_day" TEXT,
   "note" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_signal_note" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "kpi" TEXT,
   "day" TEXT,
   "kind" TEXT,
   "until_day" TEXT,
   "note" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "shown_number" (
   "id" INTEGER PRIMARY KEY,
   "kpi" TEXT NOT NULL,
   "first_day" TEXT NOT NULL,
   "last_day" TEXT NOT NULL,
   "value" REAL,
   "shown_day" TEXT NOT NULL,
   "place" TEXT,
   "newest_import" INTEGER,
   "seen_difference" INTEGER,
   "meeting_id" INTEGER REFERENCES "meeting"("id") ON DELETE CASCADE,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_shown_number" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "kpi" TEXT,
   "first_day" TEXT,
   "last_day" TEXT,
   "value" REAL,
   "shown_day" TEXT,
   "place" TEXT,
   "newest_import" INTEGER,
   "seen_difference" INTEGER,
   "meeting_id" INTEGER,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "cost" (
   "id" INTEGER PRIMARY KEY,
   "kind" TEXT NOT NULL,
   "name" TEXT,
   "basis" TEXT NOT NULL,
   "ref" TEXT,
   "value" TEXT NOT NULL,
   "first_day" TEXT,
   "last_day" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_cost" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "kind" TEXT,
   "name" TEXT,
   "basis" TEXT,
   "ref" TEXT,
   "value" TEXT,
   "first_day" TEXT,
   "last_day" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "promotion" (
   "id" INTEGER PRIMARY KEY,
   "name" TEXT NOT NULL,
   "code" TEXT,
   "first_day" TEXT NOT NULL,
   "last_day" TEXT NOT NULL,
   "discount" REAL,
   "confirmed" INTEGER,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_promotion" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "name" TEXT,
   "code" TEXT,
   "first_day" TEXT,
   "last_day" TEXT,
   "discount" REAL,
   "confirmed" INTEGER,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "source_of_record" (
   "id" INTEGER PRIMARY KEY,
   "kpi" TEXT,
   "channel" TEXT,
   "first_day" TEXT,
   "last_day" TEXT,
   "source" TEXT,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_source_of_record" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "kpi" TEXT,
   "channel" TEXT,
   "first_day" TEXT,
   "last_day" TEXT,
   "source" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "exchange_rate" (
   "id" INTEGER PRIMARY KEY,
   "currency" TEXT NOT NULL,
   "day" TEXT NOT NULL,
   "rate" TEXT NOT NULL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_exchange_rate" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "currency" TEXT,
   "day" TEXT,
   "rate" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "mapping" (
   "id" INTEGER PRIMARY KEY,
   "shape" TEXT NOT NULL,
   "source" TEXT NOT NULL,
   "fields" TEXT NOT NULL,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_mapping" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "shape" TEXT,
   "source" TEXT,
   "fields" TEXT,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "imported_value" (
   "id" INTEGER PRIMARY KEY,
   "kind" TEXT NOT NULL,
   "row_id" INTEGER NOT NULL,
   "field" TEXT NOT NULL,
   "value" TEXT,
   "import_id" INTEGER,
   "row_hash" INTEGER
) STRICT;
CREATE TABLE "undo_imported_value" (
   "step" INTEGER,
   "id" INTEGER,
   "gone" INTEGER,
   "kind" TEXT,
   "row_id" INTEGER,
   "field" TEXT,
   "value" TEXT,
   "import_id" INTEGER,
   "row_hash" INTEGER,
   PRIMARY KEY ("step", "id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "orders" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT,
   "number" TEXT,
   "at" TEXT,
   "day" TEXT,
   "kind" TEXT,
   "status" TEXT,
   "cancelled_day" TEXT,
   "channel" TEXT,
   "country" TEXT,
   "customer" INTEGER,
   "currency" TEXT,
   "gross_minor" INTEGER,
   "discount_minor" INTEGER,
   "shipping_minor" INTEGER,
   "tax_minor" INTEGER,
   "duties_minor" INTEGER,
   "refunded_minor" INTEGER,
   "total_minor" INTEGER,
   "vat_included" INTEGER,
   "discount_code" TEXT,
   "lines_hash" INTEGER,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "order_line" (
   "order_id" INTEGER,
   "n" INTEGER,
   "sku" TEXT,
   "title" TEXT,
   "quantity" REAL,
   "unit_price" TEXT,
   "amount_minor" INTEGER,
   "discount_minor" INTEGER,
   "tax_minor" INTEGER,
   "row_hash" INTEGER,
   "row" INTEGER,
   PRIMARY KEY ("order_id", "n")
) STRICT, WITHOUT ROWID;
CREATE TABLE "sales_day" (
   "id" INTEGER PRIMARY KEY,
   "slice_id" INTEGER,
   "first_day" TEXT,
   "last_day" TEXT,
   "channel" TEXT,
   "product" TEXT,
   "currency" TEXT,
   "orders" INTEGER,
   "units" REAL,
   "gross_minor" INTEGER,
   "discount_minor" INTEGER,
   "returns_minor" INTEGER,
   "net_minor" INTEGER,
   "shipping_minor" INTEGER,
   "duties_minor" INTEGER,
   "fees_minor" INTEGER,
   "tax_minor" INTEGER,
   "total_minor" INTEGER,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "traffic_day" (
   "id" INTEGER PRIMARY KEY,
   "slice_id" INTEGER,
   "first_day" TEXT,
   "last_day" TEXT,
   "segment" TEXT,
   "visitors" INTEGER,
   "sessions" INTEGER,
   "carts" INTEGER,
   "checkouts" INTEGER,
   "completed" INTEGER,
   "key_events" REAL,
   "currency" TEXT,
   "revenue_minor" INTEGER,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "spend_day" (
   "id" INTEGER PRIMARY KEY,
   "slice_id" INTEGER,
   "first_day" TEXT,
   "last_day" TEXT,
   "channel" TEXT,
   "campaign" TEXT,
   "part" TEXT,
   "currency" TEXT,
   "spend_minor" INTEGER,
   "impressions" INTEGER,
   "clicks" INTEGER,
   "purchases" REAL,
   "value_minor" INTEGER,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "email_day" (
   "id" INTEGER PRIMARY KEY,
   "slice_id" INTEGER,
   "first_day" TEXT,
   "last_day" TEXT,
   "channel" TEXT,
   "campaign" TEXT,
   "part" TEXT,
   "recipients" INTEGER,
   "delivered" INTEGER,
   "opens" INTEGER,
   "clicks" INTEGER,
   "orders" INTEGER,
   "currency" TEXT,
   "revenue_minor" INTEGER,
   "unsubscribes" INTEGER,
   "complaints" INTEGER,
   "bounces" INTEGER,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "search_day" (
   "id" INTEGER PRIMARY KEY,
   "slice_id" INTEGER,
   "first_day" TEXT,
   "last_day" TEXT,
   "part" TEXT,
   "query" TEXT,
   "clicks" INTEGER,
   "impressions" INTEGER,
   "position" REAL,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "product" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT,
   "number" TEXT,
   "sku" TEXT,
   "title" TEXT,
   "variant" TEXT,
   "category" TEXT,
   "status" TEXT,
   "currency" TEXT,
   "price_minor" INTEGER,
   "cost_minor" INTEGER,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "stock_level" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT,
   "number" TEXT,
   "place" TEXT,
   "day" TEXT,
   "sku" TEXT,
   "title" TEXT,
   "on_hand" REAL,
   "available" REAL,
   "incoming" REAL,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "subscriber" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT,
   "number" TEXT,
   "customer" INTEGER,
   "email_consent" INTEGER,
   "sms_consent" INTEGER,
   "orders" INTEGER,
   "currency" TEXT,
   "spent_minor" INTEGER,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "review" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT,
   "number" TEXT,
   "day" TEXT,
   "rating" REAL,
   "product" TEXT,
   "title" TEXT,
   "text" TEXT,
   "status" TEXT,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "answer" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT,
   "number" TEXT,
   "question" TEXT,
   "day" TEXT,
   "kind" TEXT,
   "score" REAL,
   "text" TEXT,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "ticket" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT,
   "number" TEXT,
   "day" TEXT,
   "closed_day" TEXT,
   "channel" TEXT,
   "tags" TEXT,
   "status" TEXT,
   "score" REAL,
   "first_reply_s" REAL,
   "resolution_s" REAL,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "payment" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT,
   "number" TEXT,
   "day" TEXT,
   "kind" TEXT,
   "order_number" TEXT,
   "currency" TEXT,
   "gross_minor" INTEGER,
   "fee_minor" INTEGER,
   "net_minor" INTEGER,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "refund" (
   "id" INTEGER PRIMARY KEY,
   "source" TEXT,
   "number" TEXT,
   "day" TEXT,
   "order_number" TEXT,
   "sku" TEXT,
   "quantity" REAL,
   "currency" TEXT,
   "amount_minor" INTEGER,
   "reason" TEXT,
   "status" TEXT,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "generic_row" (
   "id" INTEGER PRIMARY KEY,
   "field" TEXT,
   "value" TEXT,
   "import_id" INTEGER,
   "row" INTEGER,
   "row_hash" INTEGER,
   "shown" INTEGER
) STRICT;
CREATE TABLE "meta" (
   "key" TEXT PRIMARY KEY,
   "value" TEXT
) STRICT;
CREATE TABLE "import" (
   "id" INTEGER PRIMARY KEY,
   "file" TEXT,
   "sha256" TEXT,
   "sheet" TEXT,
   "source" TEXT,
   "shape" TEXT,
   "currency" TEXT,
   "first_day" TEXT,
   "last_day" TEXT,
   "as_of" TEXT,
   "at" TEXT,
   "read" INTEGER,
   "summary" TEXT,
   "live" INTEGER
) STRICT;
CREATE TABLE "import_refused" (
   "id" INTEGER PRIMARY KEY,
   "import_id" INTEGER,
   "row" INTEGER,
   "column" TEXT,
   "value" TEXT,
   "reason" TEXT
) STRICT;
CREATE TABLE "import_left_out" (
   "import_id" INTEGER,
   "kind" TEXT,
   "n" INTEGER,
   PRIMARY KEY ("import_id", "kind")
) STRICT, WITHOUT ROWID;
CREATE TABLE "slice" (
   "id" INTEGER PRIMARY KEY,
   "fact" TEXT,
   "source" TEXT,
   "account" TEXT,
   "shape" TEXT,
   "grain" TEXT,
   "filter" TEXT
) STRICT;
CREATE TABLE "covered" (
   "import_id" INTEGER,
   "slice_id" INTEGER,
   "first_day" TEXT,
   "last_day" TEXT,
   PRIMARY KEY ("import_id", "slice_id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "stated" (
   "order_id" INTEGER,
   "import_id" INTEGER,
   "row_hash" INTEGER,
   "row" INTEGER,
   PRIMARY KEY ("order_id", "import_id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "orders_version" (
   "order_id" INTEGER,
   "row_hash" INTEGER,
   "source" TEXT,
   "number" TEXT,
   "at" TEXT,
   "day" TEXT,
   "kind" TEXT,
   "status" TEXT,
   "cancelled_day" TEXT,
   "channel" TEXT,
   "country" TEXT,
   "customer" INTEGER,
   "currency" TEXT,
   "gross_minor" INTEGER,
   "discount_minor" INTEGER,
   "shipping_minor" INTEGER,
   "tax_minor" INTEGER,
   "duties_minor" INTEGER,
   "refunded_minor" INTEGER,
   "total_minor" INTEGER,
   "vat_included" INTEGER,
   "discount_code" TEXT,
   "lines_hash" INTEGER,
   PRIMARY KEY ("order_id", "row_hash")
) STRICT, WITHOUT ROWID;
CREATE TABLE "order_line_version" (
   "order_id" INTEGER,
   "lines_hash" INTEGER,
   "n" INTEGER,
   "sku" TEXT,
   "title" TEXT,
   "quantity" REAL,
   "unit_price" TEXT,
   "amount_minor" INTEGER,
   "discount_minor" INTEGER,
   "tax_minor" INTEGER,
   "row_hash" INTEGER,
   "row" INTEGER,
   PRIMARY KEY ("order_id", "lines_hash", "n")
) STRICT, WITHOUT ROWID;
CREATE TABLE "rollup" (
   "measure" TEXT,
   "first_day" TEXT,
   "last_day" TEXT,
   "source" TEXT,
   "channel" TEXT,
   "currency" TEXT,
   "amount" INTEGER,
   PRIMARY KEY ("measure", "first_day", "last_day", "source", "channel", "currency")
) STRICT, WITHOUT ROWID;
CREATE TABLE "customer_day" (
   "day" TEXT,
   "customer" INTEGER,
   "channel" TEXT,
   "orders" INTEGER,
   PRIMARY KEY ("day", "customer", "channel")
) STRICT, WITHOUT ROWID;
CREATE TABLE "customer_first" (
   "customer" INTEGER PRIMARY KEY,
   "day" TEXT
) STRICT;
CREATE TABLE "customer_bucket" (
   "grain" TEXT,
   "first_day" TEXT,
   "customers" INTEGER,
   "new_customers" INTEGER,
   PRIMARY KEY ("grain", "first_day")
) STRICT, WITHOUT ROWID;
CREATE TABLE "customer_alias" (
   "other" INTEGER PRIMARY KEY,
   "customer" INTEGER,
   "import_id" INTEGER
) STRICT;
CREATE TABLE "step" (
   "id" INTEGER PRIMARY KEY,
   "label" TEXT,
   "at" TEXT,
   "undone" INTEGER
) STRICT;
CREATE TABLE "step_import" (
   "step" INTEGER,
   "import_id" INTEGER,
   "live_after" INTEGER,
   PRIMARY KEY ("step", "import_id")
) STRICT, WITHOUT ROWID;
CREATE TABLE "seal" (
   "table" TEXT,
   "import_id" INTEGER,
   "shown" INTEGER,
   "n" INTEGER,
   "low" INTEGER,
   "high" INTEGER,
   PRIMARY KEY ("table", "import_id", "shown")
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX "idx_setting_key"
    ON "setting" ("key");
CREATE UNIQUE INDEX "idx_theme_name"
    ON "theme" ("name");
CREATE UNIQUE INDEX "idx_item_tag_item_id_tag"
    ON "item_tag" ("item_id", "tag");
CREATE UNIQUE INDEX "idx_score_input_item_id_framework_criterion"
    ON "score_input" ("item_id", "framework", "criterion");
CREATE UNIQUE INDEX "idx_framework_key"
    ON "framework" ("key");
CREATE UNIQUE INDEX "idx_dependency_before_id_after_id"
    ON "dependency" ("before_id", "after_id");
CREATE UNIQUE INDEX "idx_custom_field_key"
    ON "custom_field" ("key");
CREATE UNIQUE INDEX "idx_custom_value_item_id_field_id"
    ON "custom_value" ("item_id", "field_id");
CREATE UNIQUE INDEX "idx_kpi_key"
    ON "kpi" ("key");
CREATE UNIQUE INDEX "idx_snapshot_kpi_first_day_last_day_segment"
    ON "snapshot" ("kpi", "first_day", "last_day", "segment");
CREATE UNIQUE INDEX "idx_exchange_rate_currency_day"
    ON "exchange_rate" ("currency", "day");
CREATE UNIQUE INDEX "idx_target_kpi_first_day_last_day"
    ON "target" ("kpi", "first_day", "last_day");
CREATE UNIQUE INDEX "idx_mapping_shape"
    ON "mapping" ("shape");
CREATE UNIQUE INDEX "idx_imported_value_kind_row_id_field"
    ON "imported_value" ("kind", "row_id", "field");
CREATE INDEX "idx_variant_experiment_id"
    ON "variant" ("experiment_id");
CREATE INDEX "idx_reading_experiment_id"
    ON "reading" ("experiment_id");
CREATE INDEX "idx_decision_item_id"
    ON "decision" ("item_id");
CREATE INDEX "idx_learning_item_id"
    ON "learning" ("item_id");
CREATE INDEX "idx_slide_deck_id"
    ON "slide" ("deck_id");
CREATE INDEX "idx_minute_meeting_id"
    ON "minute" ("meeting_id");
CREATE INDEX "idx_shown_number_meeting_id"
    ON "shown_number" ("meeting_id");
CREATE INDEX "idx_dependency_after_id"
    ON "dependency" ("after_id");
CREATE INDEX "idx_evidence_item_id"
    ON "evidence" ("item_id");
CREATE INDEX "idx_requirement_item_id"
    ON "requirement" ("item_id");
CREATE INDEX "idx_custom_value_field_id"
    ON "custom_value" ("field_id");
CREATE INDEX "idx_key_result_objective_id"
    ON "key_result" ("objective_id");
CREATE INDEX "idx_history_item_item_id"
    ON "history_item" ("item_id");
CREATE INDEX "idx_history_item_at"
    ON "history_item" ("at");
CREATE UNIQUE INDEX "idx_orders_source_number"
    ON "orders" ("source", "number");
CREATE INDEX "idx_orders_day"
    ON "orders" ("day");
CREATE INDEX "idx_sales_day_slice_id_first_day"
    ON "sales_day" ("slice_id", "first_day");
CREATE INDEX "idx_sales_day_import_id"
    ON "sales_day" ("import_id");
CREATE INDEX "idx_traffic_day_slice_id_first_day"
    ON "traffic_day" ("slice_id", "first_day");
CREATE INDEX "idx_traffic_day_import_id"
    ON "traffic_day" ("import_id");
CREATE INDEX "idx_spend_day_slice_id_first_day"
    ON "spend_day" ("slice_id", "first_day");
CREATE INDEX "idx_email_day_slice_id_first_day"
    ON "email_day" ("slice_id", "first_day");
CREATE INDEX "idx_search_day_slice_id_first_day"
    ON "search_day" ("slice_id", "first_day");
CREATE INDEX "idx_spend_day_import_id"
    ON "spend_day" ("import_id");
CREATE INDEX "idx_email_day_import_id"
    ON "email_day" ("import_id");
CREATE INDEX "idx_search_day_import_id"
    ON "search_day" ("import_id");
CREATE INDEX "idx_product_source_number"
    ON "product" ("source", "number");
CREATE INDEX "idx_stock_level_source_number"
    ON "stock_level" ("source", "number");
CREATE INDEX "idx_subscriber_source_number"
    ON "subscriber" ("source", "number");
CREATE INDEX "idx_review_source_number"
    ON "review" ("source", "number");
CREATE INDEX "idx_answer_source_number"
    ON "answer" ("source", "number");
CREATE INDEX "idx_ticket_source_number"
    ON "ticket" ("source", "number");
CREATE INDEX "idx_payment_source_number"
    ON "payment" ("source", "number");
CREATE INDEX "idx_refund_source_number"
    ON "refund" ("source", "number");
CREATE INDEX "idx_product_import_id"
    ON "product" ("import_id");
CREATE INDEX "idx_stock_level_import_id"
    ON "stock_level" ("import_id");
CREATE INDEX "idx_subscriber_import_id"
    ON "subscriber" ("import_id");
CREATE INDEX "idx_review_import_id"
    ON "review" ("import_id");
CREATE INDEX "idx_answer_import_id"
    ON "answer" ("import_id");
CREATE INDEX "idx_ticket_import_id"
    ON "ticket" ("import_id");
CREATE INDEX "idx_payment_import_id"
    ON "payment" ("import_id");
CREATE INDEX "idx_refund_import_id"
    ON "refund" ("import_id");
CREATE INDEX "idx_generic_row_import_id"
    ON "generic_row" ("import_id");
CREATE INDEX "idx_import_refused_import_id"
    ON "import_refused" ("import_id");
CREATE UNIQUE INDEX "idx_slice_fact_source_account_shape_grain_filter"
    ON "slice" ("fact", "source", "account", "shape", "grain", "filter");
CREATE INDEX "idx_customer_day_customer"
    ON "customer_day" ("customer");
CREATE INDEX "idx_stated_import_id"
    ON "stated" ("import_id");
