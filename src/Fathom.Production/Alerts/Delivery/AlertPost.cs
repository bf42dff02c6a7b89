using System.Threading.Channels;

namespace Fathom.Production.Alerts.Delivery;

/// <summary>Sends notices, each to every channel, with retries; one lane a channel, so that a dead one delays no other.</summary>
/// <param name="time">Clock of waits.</param>
/// <param name="outcome">Hears how each try went: the notice, the channel, and what went wrong or null.</param>
public sealed class AlertPost(TimeProvider time, Func<AlertNotice, string, string?, Task> outcome) : IDisposable
{
    private const int LongestQueue = 200;

    /// <summary>Waits before the second and each further try.</summary>
    internal static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)];

    private readonly WebHookDelivery _hooks = new(time);
    private readonly MailDelivery _mail = new(time);
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private CancellationToken _stop;

    /// <summary>Names until when the lanes run.</summary>
    public void Start(CancellationToken stop) => _stop = stop;

    /// <summary>Takes a notice for the channels that want it. Of more than 200 that wait at a channel the oldest are left out.</summary>
    public void Send(AlertNotice notice, IReadOnlyList<AlertChannel> channels)
    {
        foreach (AlertChannel channel in channels.Where(channel => notice.Severity >= channel.Least))
        {
            if (!_lanes.TryGetValue(channel.Name, out Lane? lane))
            {
                _lanes.Add(channel.Name, lane = new Lane());
                lane.Runs = Task.Run(() => RunAsync(lane), CancellationToken.None);
            }

            lane.Queue.Writer.TryWrite((notice, channel));
        }
    }

    /// <summary>Completes when the lanes have ended after the stop.</summary>
    public Task EndAsync() => Task.WhenAll(_lanes.Values.Select(lane => lane.Runs));

    /// <inheritdoc/>
    public void Dispose() => _hooks.Dispose();

    private async Task RunAsync(Lane lane)
    {
        try
        {
            await foreach ((AlertNotice notice, AlertChannel channel) in lane.Queue.Reader.ReadAllAsync(_stop))
            {
                await DeliverAsync(notice, channel);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // told to; what was not delivered is told again by the next server
        }
    }

    private async Task DeliverAsync(AlertNotice notice, AlertChannel channel)
    {
        for (int tries = 0; ; tries++)
        {
            DeliveryFailedException? fault = await TryAsync(notice, channel);
            await outcome(notice, channel.Name, fault?.Message);
            if (fault is not { Again: true } || tries == Waits.Length)
            {
                return;
            }

            await Task.Delay(Waits[tries], time, _stop);
        }
    }

    private async Task<DeliveryFailedException?> TryAsync(AlertNotice notice, AlertChannel channel)
    {
        try
        {
            await (channel switch
            {
                WebHookChannel hook => _hooks.SendAsync(hook, notice, _stop),
                MailChannel mail => _mail.SendAsync(mail, notice, _stop),
                _ => throw new InvalidOperationException($"Channel {channel.Name} is of no known kind."),
            });
            return null;
        }
        catch (DeliveryFailedException fault)
        {
            return fault;
        }
    }

    private sealed class Lane
    {
        public Channel<(AlertNotice Notice, AlertChannel Channel)> Queue { get; } =
            Channel.CreateBounded<(AlertNotice, AlertChannel)>(new BoundedChannelOptions(LongestQueue) { FullMode = BoundedChannelFullMode.DropOldest });

        public Task Runs { get; set; } = Task.CompletedTask;
    }
}
