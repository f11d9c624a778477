CREATE TABLE "seals" (
	"study_id" integer NOT NULL,
	"position" bigint NOT NULL,
	"previous" "bytea" NOT NULL,
	"leaves" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seals_pk" PRIMARY KEY("study_id","position"),
	CONSTRAINT "seals_previous" UNIQUE("study_id","previous")
);
--> statement-breakpoint
ALTER TABLE "votes" ADD COLUMN "nonce" uuid;--> statement-breakpoint
ALTER TABLE "votes" ADD COLUMN "hash" "bytea";--> statement-breakpoint
-- What a vote says: its row, to the microsecond, and which outputs stood on which side before whom.
CREATE FUNCTION "public"."vote_hash"(v "public"."votes") RETURNS bytea LANGUAGE sql STABLE AS $$
  select sha256(convert_to((
    jsonb_strip_nulls(to_jsonb(v) - array['hash', 'at', 'criteria', 'claims'])
    || jsonb_build_object(
         'at', (extract(epoch from v.at) * 1000000)::bigint, 'criteria', v.criteria, 'claims', v.claims,
         'shown', (
           select jsonb_build_array(c.tester_id, c.purpose, c.swapped, c.pair_id, c.item, c.repeat_of,
                                    p.output_lo, p.output_hi, p.model_lo, p.model_hi)
           from public.comparisons c
           left join public.pairs p on p.study_id = c.study_id and p.id = c.pair_id
           where c.study_id = v.study_id and c.id = v.comparison_id))
  )::text, 'UTF8'))
$$;
--> statement-breakpoint
CREATE FUNCTION "public"."hash_vote"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  new.nonce := gen_random_uuid();
  new.hash := public.vote_hash(new);
  return new;
end
$$;
--> statement-breakpoint
ALTER TABLE "votes" DISABLE TRIGGER "votes_append_only";--> statement-breakpoint
UPDATE "votes" SET "nonce" = gen_random_uuid();--> statement-breakpoint
UPDATE "votes" SET "hash" = "public"."vote_hash"("votes");--> statement-breakpoint
ALTER TABLE "votes" ENABLE TRIGGER "votes_append_only";--> statement-breakpoint
CREATE TRIGGER "votes_hash" BEFORE INSERT ON "votes" FOR EACH ROW EXECUTE FUNCTION "public"."hash_vote"();--> statement-breakpoint
CREATE TRIGGER "seals_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "seals" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
