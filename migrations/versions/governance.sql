-- Why somebody may not decide about a motion; nothing where they may. It is found out each time from what is
-- so today, so that no copy of it can be old.
create function conflicts_with(asked uuid, who uuid) returns table (conflict text)
    language sql stable security definer
    as $$
        with about as (
            select motion.put_at::date as since, matter.persons, matter.beside, matter.museums
              from public.motion join public.matter on matter.motion_id = motion.id
             where motion.id = asked
        )
        select 'CONCERNED' from about where who = any(persons)
        union
        select 'CO_APPLICANT' from about where who = any(beside)
        union
        select 'EMPLOYER' from about join public.membership on museum_id = any(museums)
         where person_id = who and membership.since <= current_date
           and ("until" is null or "until" >= about.since)
        union
        select 'MANAGER' from about join public.placement
            on home_manager_id = who and participant_id = any(persons)
            or participant_id = who and home_manager_id = any(persons)
        union
        select 'MENTOR' from about join public.placement
            on mentor_id = who and participant_id = any(persons)
            or participant_id = who and mentor_id = any(persons)
        union
        select 'DECLARED' from about join public.declaration
            on about_person_id = any(persons) or about_museum_id = any(museums) or motion_id = asked
         where person_id = who and "until" >= about.since
        union
        select 'UNDECLARED'
         where not exists (
             select from public.declaration
              where person_id = who and since <= current_date and "until" >= current_date
         )
    $$;

-- Everybody on the committee today, as they stand to a motion, and who votes for each seat: whoever holds it,
-- or, where they have a conflict, their substitute.
create function ballot_of(asked uuid)
    returns table (number integer, substitute boolean, person_id uuid, conflicts text[], votes boolean,
                   choice text)
    language sql stable security definer
    as $$
        with bench as (
            select seat.number, seat.substitute, seat.person_id,
                   array(select conflict from public.conflicts_with(asked, seat.person_id) order by 1)
                       as conflicts
              from public.seat join public.motion on motion.network_id = seat.network_id
             where motion.id = asked and seat.since <= current_date and seat."until" >= current_date
        ), ranked as (
            select bench.*, row_number() over (
                       partition by bench.number order by conflicts <> '{}', bench.substitute
                   ) = 1 and conflicts = '{}' as votes
              from bench
        )
        select ranked.number, ranked.substitute, ranked.person_id, ranked.conflicts, ranked.votes,
               vote.choice::text
          from ranked left join public.vote
            on ranked.votes and vote.motion_id = asked and vote.person_id = ranked.person_id
         order by 1, 2
    $$;

create function may_read_matter(asked uuid) returns boolean
    language sql stable security definer
    as $$
        select exists (select from public.motion where id = asked and put_by_id = public.me())
            or exists (
                select from public.seat join public.motion on motion.network_id = seat.network_id
                 where motion.id = asked and seat.person_id = public.me()
                   and seat.since <= current_date and seat."until" >= current_date
            ) and not exists (select from public.conflicts_with(asked, public.me()))
    $$;

-- What the committee sees of itself: who votes, who has a conflict and which, who has voted, never how.
create function bench_of(asked uuid)
    returns table (number integer, substitute boolean, person_id uuid, conflicts text[], votes boolean,
                   voted boolean)
    language sql stable security definer
    as $$
        select number, substitute, person_id, conflicts, votes, choice is not null
          from public.ballot_of(asked)
         where public.may_read_matter(asked) or person_id = public.me()
    $$;

create function declared_by_the_committee()
    returns table (person_id uuid, kind text, museum_id uuid, since date, "until" date)
    language sql stable security definer
    as $$
        select distinct declaration.person_id, kind::text, about_museum_id, declaration.since,
               declaration."until"
          from public.declaration join public.seat on seat.person_id = declaration.person_id
         where seat.network_id = any(public.my_scopes()) and declaration."until" >= current_date
           and motion_id is null
         order by 1, 4, 2
    $$;

create function a_vote_is_of_whoever_may_vote() returns trigger
    language plpgsql security definer
    as $$
    begin
        perform from public.motion where id = new.motion_id and state = 'OPEN' for update;
        if not found then
            raise exception 'This motion is not open.' using errcode = 'check_violation';
        end if;
        perform from public.ballot_of(new.motion_id) where person_id = new.person_id and votes;
        if not found then
            raise exception 'This person has no vote.' using errcode = 'check_violation';
        end if;
        return new;
    end
    $$;

create function a_decision_is_counted() returns trigger
    language plpgsql security definer
    as $$
    begin
        if tg_op = 'INSERT' then
            if new.state <> 'OPEN' then
                raise exception 'A motion begins open.' using errcode = 'check_violation';
            end if;
            return new;
        end if;
        if old.state <> 'OPEN' then
            raise exception 'What is decided stays decided.' using errcode = 'check_violation';
        end if;
        if new.state in ('CARRIED', 'REJECTED') then
            select count(distinct number), count(*) filter (where not substitute and conflicts <> '{}'),
                   count(*) filter (where choice = 'FOR'), count(*) filter (where choice = 'AGAINST'),
                   count(*) filter (where choice = 'ABSTAIN')
              into new.seats, new.recused, new.votes_for, new.votes_against, new.abstained
              from public.ballot_of(new.id);
            new.state := case when new.votes_for > new.votes_against then 'CARRIED' else 'REJECTED' end;
        end if;
        return new;
    end
    $$;
