CREATE TABLE "consent_texts" (
	"study_id" integer NOT NULL,
	"version" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consent_texts_pk" PRIMARY KEY("study_id","version")
);
--> statement-breakpoint
ALTER TABLE "comparisons" ALTER COLUMN "pair_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "comparisons" ADD COLUMN "item" integer;--> statement-breakpoint
ALTER TABLE "testers" ADD COLUMN "consent_hash" "bytea";--> statement-breakpoint
ALTER TABLE "testers" ADD COLUMN "promised_minutes" integer;--> statement-breakpoint
ALTER TABLE "testers" ADD COLUMN "promise_met_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "testers" ADD COLUMN "practised" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "testers" ADD COLUMN "rested_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "testers" ADD COLUMN "rested_votes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
INSERT INTO "consent_texts" ("study_id", "version", "hash", "text")
SELECT "id", "consent_version", sha256(convert_to("consent", 'UTF8')), "consent" FROM "studies";
--> statement-breakpoint
CREATE TRIGGER "consent_texts_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "consent_texts" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
ALTER TABLE "testers" ADD CONSTRAINT "testers_consent" FOREIGN KEY ("study_id","consent_version") REFERENCES "public"."consent_texts"("study_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "comparisons_practice_once" ON "comparisons" USING btree ("study_id","tester_id","item") WHERE purpose = 'practice' and state <> 'lapsed';--> statement-breakpoint
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_subject" CHECK (("comparisons"."purpose" in ('vote', 'repeat')) = ("comparisons"."pair_id" is not null) and ("comparisons"."pair_id" is null) = ("comparisons"."item" is not null));