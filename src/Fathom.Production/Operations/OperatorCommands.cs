using System.Data.Common;
using System.Globalization;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Campaigns;
using Fathom.Production.Closure;
using Fathom.Production.Diagnosis.Causes;
using Fathom.Production.OperatorLog;
using Fathom.Production.Preflight;
using Fathom.Production.State;
using Fathom.Production.Writing;

namespace Fathom.Production.Operations;

/// <summary>Runs operators' commands; each is in the log with who, what, when and why.</summary>
public sealed class OperatorCommands
{
    private readonly Ledger _ledger;
    private readonly WorkspaceDatabase _database;
    private readonly CampaignStarts _starts;
    private readonly JobChanges _jobs;
    private readonly CampaignChanges _campaigns;
    private readonly CauseActions _ofCauses;
    private readonly ActionUndo _undo;
    private readonly Lazy<CauseQueries> _causes;

    /// <summary>Builds the commands over a ledger.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="database">The workspace's database.</param>
    /// <param name="sources">What the preflight asks.</param>
    public OperatorCommands(Ledger ledger, WorkspaceDatabase database, IPreflightSources sources)
    {
        (_ledger, _database) = (ledger, database);
        _starts = new CampaignStarts(ledger, database, sources);
        _campaigns = new CampaignChanges(ledger.Campaigns.Feeder);
        Bulk = new BulkActions(ledger, database, new JobVerb(ledger), new FileVerb(ledger));
        _jobs = new JobChanges(ledger, database, Bulk);
        _undo = new ActionUndo(ledger, database, Bulk, RunAsync);
        _causes = new Lazy<CauseQueries>(() => new CauseQueries(database, ledger.Rules));
        _ofCauses = new CauseActions(ledger, database, Bulk, () => _causes.Value);
    }

    /// <summary>Works on bulk actions: run it beside, or after each command.</summary>
    public BulkActions Bulk { get; }

    /// <summary>Causes of failures, as actions on them see them.</summary>
    public CauseQueries Causes => _causes.Value;

    /// <summary>Runs a command. A repeat of the request id returns the first answer where something was changed.</summary>
    public Task<CommandReply> RunAsync(string requestId, OperatorCommand command, string actor) => command switch
    {
        CreateCampaign create => _starts.CreateAsync(requestId, create, actor),
        PlanCampaign plan => _starts.PlanAsync(plan.Definition),
        CheckCampaign check => _starts.CheckAsync(check.Name),
        StartCampaign start => _starts.StartAsync(requestId, start, actor),
        StopCampaign stop => _starts.StopAsync(requestId, stop, actor),
        ExtendCampaign { DryRun: true } extend => Task.FromResult(_database.Read(connection => Count(connection, extend))),
        ExtendCampaign extend => Once(requestId, extend, actor, work => _campaigns.Extend(work, extend, actor)),
        FlushCampaign flush => Once(requestId, flush, actor, work => CampaignChanges.Tell(
            work, flush.Name, TransformationEvent.FlushAsked, OperatorActionKind.FlushCampaign, flush.Reason, actor)),
        CompleteCampaign complete => Once(requestId, complete, actor, work => CampaignChanges.Tell(
            work, complete.Name, TransformationEvent.CompletionAsked, OperatorActionKind.CompleteCampaign, complete.Reason, actor)),
        CleanCampaign clean => CleanAsync(requestId, clean, actor),
        ArchiveCampaign archive => ArchiveAsync(requestId, archive, actor),
        SetCampaign set => Once(requestId, set, actor, work => CampaignChanges.Set(work, set, actor)),
        OverruleScouts overrule => Once(requestId, overrule, actor, work => _campaigns.Overrule(work, overrule, actor)),
        WaiveInputs waive => Once(requestId, waive, actor, work => CampaignChanges.Waive(work, waive, actor)),
        CertifyCampaign certify => Once(requestId, certify, actor, work => Certify(work, certify.Name, actor)),
        BanSite ban => Once(requestId, ban, actor, work => SiteControl.Ban(work.Sql, ban, actor)),
        BanNode ban => Once(requestId, ban, actor, work => SiteControl.Ban(work.Sql, ban, actor)),
        BanElement ban => Once(requestId, ban, actor, work => SiteControl.Ban(work.Sql, ban, actor)),
        SetLimit limit => Once(requestId, limit, actor, work => SiteControl.Limit(work.Sql, limit, actor)),
        SetCeiling ceiling => Once(requestId, ceiling, actor, work => ElementCeilings.Set(work.Sql, ceiling, actor)),
        ChangeJob job => _jobs.OneAsync(requestId, job, actor),
        ChangeJobs jobs => _jobs.OfFilterAsync(requestId, jobs, actor),
        ApplyToCause cause => _ofCauses.ApplyAsync(requestId, cause, actor),
        DeclareFiles files => DeclareAsync(requestId, files, actor),
        RecordBackup backup => Once(requestId, backup, actor, work => CommandReply.Ok(
            FormattableString.Invariant($"action {OperatorActions.Done(work.Sql, OperatorActionKind.BackUpDatabase, backup.File, backup.Reason, actor)}"))),
        RecordRelease release => Once(requestId, release, actor, work => ReleaseControl.Record(work.Sql, release, actor)),
        RemoveRelease release => Once(requestId, release, actor, work => ReleaseControl.Remove(work.Sql, release, actor)),
        RecordPublication publication => Once(requestId, publication, actor, work => CommandReply.Ok(FormattableString.Invariant($"action {OperatorActions.Done(
            work.Sql, publication.IsPublic ? OperatorActionKind.MakePublic : OperatorActionKind.DraftPublication, $"{publication.Name} {publication.Version}", publication.Reason, actor)}"))),
        RecordWithdrawal withdrawal => Once(requestId, withdrawal, actor, work => string.IsNullOrWhiteSpace(withdrawal.Reason)
            ? CommandReply.Refused("Expected a reason.")
            : CommandReply.Ok(FormattableString.Invariant($"action {OperatorActions.Done(
                work.Sql, OperatorActionKind.WithdrawPublication, $"{withdrawal.Name} {withdrawal.Version}", withdrawal.Reason, actor)}"))),
        UndoAction undo => _undo.UndoAsync(requestId, undo, actor),
        _ => throw new ArgumentException($"There is no command {command.GetType().Name}.", nameof(command)),
    };

    private Task<CommandReply> Once(string requestId, OperatorCommand command, string actor, Func<LedgerWork, CommandReply> verb) =>
        _ledger.OperateAsync(requestId, command.GetType().Name, new { text = LedgerJson.Write<object>(command), actor }, verb);

    private static CommandReply Count(DbConnection connection, ExtendCampaign extend)
    {
        if (CampaignChanges.Find(connection, extend.Name) is not { } id)
        {
            return CampaignChanges.None(extend.Name);
        }

        (long first, string tier) = connection.SelectFirst(
            "SELECT id, input_tier FROM transformation WHERE campaign_id = @id AND ordinal = 0", new { id }, row => (row.GetInt64(0), row.GetString(1)));
        if (extend.Datasets.Select(text => CampaignDatasets.Fault(connection, text, tier)).FirstOrDefault(fault => fault is not null) is { } wrong)
        {
            return CommandReply.Refused(wrong);
        }

        Datasets.DatasetTotals files = Datasets.DatasetFeed.Count(
            connection, [.. extend.Datasets.Select(text => CampaignDatasets.Pin(connection, Datasets.DatasetQuery.Parse(text))!)], tier, first);
        return CommandReply.Ok(string.Create(CultureInfo.InvariantCulture, $"{files.Files.Count} further input files, {files.Bytes} bytes"));
    }

    private async Task<CommandReply> CleanAsync(string requestId, CleanCampaign clean, string actor)
    {
        // The asking and the deletion are two requests: what a kill kept from coming after the first is done by its repeat.
        string ofFiles = BulkRequest.Part(requestId, "files");
        if (!clean.DryRun && await Bulk.AnsweredAsync(ofFiles, clean, actor) is { } first)
        {
            return first;
        }

        if (_database.Read(connection => CampaignChanges.Find(connection, clean.Name)) is not { } id)
        {
            return CampaignChanges.None(clean.Name);
        }

        List<long> files = _database.Read(connection => CampaignChanges.ToClean(connection, id, clean.All));
        if (clean.DryRun)
        {
            return CommandReply.Ok($"{files.Count} files would be deleted.");
        }

        CommandReply asked = await Once(requestId, clean, actor, work => CampaignChanges.AskCleaning(work, clean, actor));
        if (!asked.Done)
        {
            return asked;
        }

        return await Bulk.SubmitAsync(
            new BulkRequest(ofFiles, clean, OperatorActionKind.CleanCampaign, clean.Name, clean.Reason, actor) { Body = new CleanedCampaign(id) },
            files, $"{files.Count} files are deleted.");
    }

    private async Task<CommandReply> ArchiveAsync(string requestId, ArchiveCampaign archive, string actor)
    {
        if (_database.Read(connection => CampaignChanges.Find(connection, archive.Name)) is not { } id)
        {
            return CampaignChanges.None(archive.Name);
        }

        CampaignSeal seal = _database.Read(connection => CampaignSeal.Of(
            connection, id, CertificateBuilder.Build(connection, archive.Name, UtcLabel.Of(_database.Time.GetUtcNow()))!, _ledger.Jobs));
        return await Once(requestId, archive, actor, work =>
        {
            if (!CampaignJournal.Campaign(work.Sql, id, CampaignStateMachine.Archived, actor, new { seal.Sha256 }))
            {
                return CommandReply.Refused($"Campaign {archive.Name} has neither completed nor been cleaned: it cannot be sealed.");
            }

            foreach (StepFacts step in work.Steps.All.Where(step => step.CampaignId == id))
            {
                CampaignJournal.Transformation(work.Sql, step.Id, TransformationEvent.Archived, actor);
            }

            work.Sql.Execute(
                """
                INSERT INTO campaign_seal (campaign_id, first_event, last_event, events, events_sha256, snapshot, sha256, utc)
                VALUES (@id, @FirstEvent, @LastEvent, @Events, @EventsSha256, @Snapshot, @Sha256, @Now)
                """,
                new { id, seal.FirstEvent, seal.LastEvent, seal.Events, seal.EventsSha256, seal.Snapshot, seal.Sha256, work.Sql.Now });
            OperatorActions.Done(work.Sql, OperatorActionKind.ArchiveCampaign, archive.Name, archive.Reason, actor, new { seal.Sha256 });
            return CommandReply.Ok($"{seal.Events} events, sealed as {seal.Sha256}");
        });
    }

    private static CommandReply Certify(LedgerWork work, string name, string actor)
    {
        if (CertificateBuilder.Build(work.Sql.Connection, name, work.Sql.Now) is not { } certificate)
        {
            return CampaignChanges.None(name);
        }

        long id = CampaignChanges.Find(work.Sql.Connection, name)!.Value;
        string sha256 = certificate.Sha256();
        work.Sql.Execute(
            "INSERT INTO certificate (campaign_id, whole, sha256, body, utc) VALUES (@id, @whole, @sha256, @body, @Now)",
            new { id, whole = certificate.IsWhole, sha256, body = certificate.Json(), work.Sql.Now });
        CampaignJournal.Campaign(work.Sql, id, CampaignStateMachine.Certified, actor, new { sha256, certificate.IsWhole });
        OperatorActions.Done(work.Sql, OperatorActionKind.CertifyCampaign, name, "", actor, new { sha256, certificate.IsWhole });
        return new CommandReply(certificate.IsWhole, certificate.IsWhole ? "" : certificate.Text(), [certificate.IsWhole ? certificate.Text() : "", certificate.Json()]);
    }

    private async Task<CommandReply> DeclareAsync(string requestId, DeclareFiles asked, string actor)
    {
        if (!asked.DryRun && await Bulk.AnsweredAsync(requestId, asked, actor) is { } first)
        {
            return first;
        }

        (List<long> files, string? unknown, string touched) = _database.Read(connection => FileChoice.Of(connection, asked));
        if (unknown is not null)
        {
            return CommandReply.Refused(unknown);
        }

        if (asked.DryRun || files.Count == 0)
        {
            return CommandReply.Ok(touched);
        }

        if (string.IsNullOrWhiteSpace(asked.Reason))
        {
            return CommandReply.Refused("Expected a reason.");
        }

        OperatorActionKind kind = asked.Bad ? OperatorActionKind.DeclareBad : OperatorActionKind.DeclareLost;
        return await Bulk.SubmitAsync(
            new BulkRequest(requestId, asked, kind, asked.Element ?? "everywhere", asked.Reason, actor) { Body = new DeclaredFiles(asked.Element) }, files, touched);
    }
}
