using Fathom.Production.Protocol;

namespace Fathom.Compute.Pilot;

/// <summary>The server's word on a report.</summary>
/// <param name="Kind">How the request ended.</param>
/// <param name="Accepted">True where the fence held, and outputs were accepted.</param>
/// <param name="Reason">Why not.</param>
internal readonly record struct ReportAnswer(AnswerKind Kind, bool Accepted, string Reason);

/// <summary>A report on its way to the server.</summary>
/// <param name="Event">What happened.</param>
/// <param name="After">The report before it of the same attempt, which the server must hear first; null where there is none.</param>
internal sealed record Report(PilotEvent Event, Report? After)
{
    private readonly TaskCompletionSource<ReportAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the answer.</summary>
    public Task<ReportAnswer> Answer => answer.Task;

    /// <summary>True once it is part of a request.</summary>
    public bool Sent { get; set; }

    /// <summary>The answer is there.</summary>
    public void Complete(ReportAnswer with) => answer.TrySetResult(with);

    /// <summary>The pilot stops, and no answer is waited for.</summary>
    public void Cancel() => answer.TrySetCanceled();
}

/// <summary>
/// Brings reports to the server: to one that takes several in a request in batches, a few requests on their way at a time,
/// what an attempt says in its order; to one of the version before each by itself.
/// </summary>
internal sealed class Reports(PilotSession session, ServerClient client, CancellationToken stop) : IAsyncDisposable
{
    private const int RequestsAtATime = 4;

    private readonly Lock gate = new();
    private readonly LinkedList<Report> waiting = new();
    private readonly List<Task> requests = [];

    /// <summary>Sends a report; its <see cref="Report.Answer"/> completes when the server has answered.</summary>
    public Report Send(PilotEvent about, Report? after = null)
    {
        var report = new Report(about, after);
        if (!session.ServerBatches)
        {
            report.Sent = true;
            lock (gate)
            {
                requests.RemoveAll(request => request.IsCompleted);
                requests.Add(AloneAsync(report));
            }
            return report;
        }
        lock (gate)
        {
            waiting.AddLast(report);
            requests.RemoveAll(request => request.IsCompleted);
            if (requests.Count < RequestsAtATime)
            {
                requests.Add(Task.Run(WorkOffAsync, CancellationToken.None));
            }
        }
        return report;
    }

    /// <summary>Waits until every report is answered, or the pilot has stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        while (true)
        {
            Task[] left;
            lock (gate)
            {
                left = [.. requests.Where(request => !request.IsCompleted)];
                if (left.Length == 0)
                {
                    return;
                }
            }
            await Task.WhenAll(left);
        }
    }

    private async Task AloneAsync(Report report)
    {
        try
        {
            if (report.After is { } before)
            {
                await before.Answer;
            }
            report.Complete(await client.ReportAloneAsync(session.Pilot, report.Event, stop));
        }
        catch (OperationCanceledException)
        {
            report.Cancel();
        }
    }

    private async Task WorkOffAsync()
    {
        while (TakeBatch() is { Count: > 0 } batch)
        {
            try
            {
                var answers = await client.ReportAsync(session.Pilot, new PilotEvents([.. batch.Select(report => report.Event)]), stop);
                for (var i = 0; i < batch.Count; i++)
                {
                    batch[i].Complete(answers[i]);
                }
            }
            catch (OperationCanceledException)
            {
                batch.ForEach(report => report.Cancel());
            }
        }
    }

    /// <summary>The next reports; one whose predecessor is on its way in another request waits for that.</summary>
    private List<Report> TakeBatch()
    {
        var batch = new List<Report>(PilotEvents.Most);
        lock (gate)
        {
            for (var node = waiting.First; node is not null && batch.Count < PilotEvents.Most;)
            {
                var next = node.Next;
                var before = node.Value.After;
                if (before is null || before.Answer.IsCompleted || batch.Contains(before))
                {
                    node.Value.Sent = true;
                    batch.Add(node.Value);
                    waiting.Remove(node);
                }
                node = next;
            }
        }
        return batch;
    }
}
