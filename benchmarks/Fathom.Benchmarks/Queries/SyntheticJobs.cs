using Fathom.Production.Jobs;
using Fathom.Production.Monitor;

namespace Fathom.Benchmarks.Queries;

/// <summary>A table of jobs as years of campaigns leave it, from a seed: most are done, the last campaign is under way.</summary>
internal static class SyntheticJobs
{
    public const int Sites = 9, Hosts = 4000, Owners = 40, Causes = 80, Applications = 300, Campaigns = 14, Steps = 3, FirstRun = 5000, Runs = 7000;
    public const long Begin = 1_735_689_600_000;
    public const long Hour = 3_600_000, Span = 2L * 365 * 24 * Hour;

    public static JobTable Make(int jobs, int seed)
    {
        var random = new Random(seed);
        var table = new JobTable();
        AddNames(table);
        int transformations = Campaigns * Steps;
        for (int id = 1; id <= transformations; id++)
        {
            table.Transformations.Set(new TransformationFacts(id, StepName(id), $"step{id % Steps}", CampaignName((id - 1) / Steps)));
        }

        var origins = new List<JobOrigin>();
        for (int id = 1; id <= transformations; id++)
        {
            int last = (int)((long)jobs * id / transformations);
            long created = Begin + (Span * (id - 1) / transformations);
            while (table.Count < last)
            {
                // The feeder makes jobs by the thousand.
                origins.Clear();
                int many = (int)Math.Min(last - table.Count, random.Next(1, 5000));
                for (int i = 0; i < many; i++)
                {
                    long place = table.Count + i;
                    origins.Add(new JobOrigin(FirstRun + (int)(place * Runs / jobs), (int)(place % 400), place + 1, place + 1));
                }

                created += random.NextInt64(Hour);
                table.AddRange(new JobEntry { Transformation = id, Created = created, Updated = created, Owner = 1 + random.Next(Owners) }, [.. origins]);
            }
        }

        for (long id = 1; id <= table.Count; id++)
        {
            table.Write(id, Lived(table.Read(id), id, table.Count, random));
        }

        return table;
    }

    public static string CampaignName(int campaign) => $"ReProd25{(char)('A' + campaign)}";

    private static string StepName(int id) => (id % Steps) switch { 1 => "RAW-RTRAW", 2 => "RTRAW-ESD", _ => "ESD-miniESD" };

    private static void AddNames(JobTable table)
    {
        void Fill(NameTable names, string prefix, int count)
        {
            // Not in the order of their texts.
            for (int i = 0; i < count; i++)
            {
                names.Intern($"{prefix}{i * 7919 % 100_003}");
            }
        }

        Fill(table.Names.Minor, "Minor", 12);
        Fill(table.Names.Site, "SITE", Sites);
        Fill(table.Names.Host, "node", Hosts);
        Fill(table.Names.Owner, "user", Owners);
        Fill(table.Names.Cause, "Cause", Causes);
        Fill(table.Names.Application, "events ", Applications);
    }

    private static JobEntry Lived(JobEntry job, long id, long count, Random random)
    {
        bool current = id > count - (count / 10);
        int dice = random.Next(1000);
        JobState state = current && dice < 600
            ? (JobState)(dice % 4)
            : dice switch { < 970 => JobState.Done, < 985 => JobState.Held, < 992 => JobState.Killed, _ => JobState.Invalidated };
        int host = 1 + random.Next(Hosts);
        bool troubled = state is JobState.Held or JobState.Killed or JobState.Invalidated || dice % 20 == 0;
        return job with
        {
            State = state,
            Minor = 1 + ((int)state % 12),
            AttemptState = AttemptState.Accepted,
            Application = state == JobState.Running ? 1 + random.Next(Applications) : 0,
            Cause = troubled ? 1 + (random.Next(Causes) * random.Next(Causes) / Causes) : 0,
            Site = 1 + (host % Sites),
            Host = host,
            Attempt = 1 + (dice % 20 == 0 ? random.Next(4) : 0),
            PayloadFailures = troubled ? random.Next(4) : 0,
            InfrastructureLosses = troubled ? random.Next(3) : 0,
            Updated = job.Created + random.NextInt64(60 * Hour),
            LastEvent = (id * 6) + random.Next(20_000),
            Priority = (short)((id / 1000 % 5) * 10),
        };
    }
}
