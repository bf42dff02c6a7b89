namespace Fathom.Storage.Load;

/// <summary>What of one flow of an element is granted, and who waits for more.</summary>
internal sealed class FlowAccount
{
    private const double Smoothing = 0.02;
    private const double Headroom = 1.1;
    private const double LeastUsable = 0.05;

    // One grant may take this part of what is free: the next ones find some too, and where there is much each is soon through.
    private const double ShareOfFree = 0.5;

    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private double _ceiling = double.PositiveInfinity;
    private int _streams = int.MaxValue;
    private double _part = 1;
    private double _granted;
    private int _grants;

    private double Usable => _ceiling * _part;

    public void Declare(double ceiling, int streams)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ceiling);
        ArgumentOutOfRangeException.ThrowIfLessThan(streams, 1);
        lock (_gate)
        {
            (_ceiling, _streams) = (ceiling, streams);
            ServeWaiting();
        }
    }

    public double? TryTake(double least, double most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(least);
        lock (_gate)
        {
            return _waiting.Count > 0 ? null : Grant(least, most);
        }
    }

    public async Task<double> TakeAsync(double least, double most, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(least);
        LinkedListNode<Waiter> place;
        lock (_gate)
        {
            if (_waiting.Count == 0 && Grant(least, most) is { } pace)
            {
                return pace;
            }

            place = _waiting.AddLast(new Waiter(least, most, new(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        await using CancellationTokenRegistration giveUp = cancellation.Register(() => Leave(place, cancellation));
        return await place.Value.Granted.Task;
    }

    public double Adopt(double pace)
    {
        lock (_gate)
        {
            double taken = Math.Min(pace, Math.Max(0, _ceiling - _granted));
            _granted += taken;
            _grants++;
            return taken;
        }
    }

    public void Return(double pace)
    {
        lock (_gate)
        {
            // Sums of fractions drift: with nothing granted the sum is exactly nothing.
            _granted = --_grants == 0 ? 0 : Math.Max(0, _granted - (double.IsPositiveInfinity(pace) ? 0 : pace));
            ServeWaiting();
        }
    }

    public void Measured(double partOfPace)
    {
        lock (_gate)
        {
            _part += Smoothing * (Math.Clamp(partOfPace * Headroom, LeastUsable, 1) - _part);
        }
    }

    public ElementLoad Load(string element, StorageFlow flow)
    {
        lock (_gate)
        {
            return new ElementLoad(element, flow, _ceiling, Usable, _granted, _grants, _streams, _waiting.Count);
        }
    }

    private double? Grant(double least, double most)
    {
        if (_grants >= _streams)
        {
            return null;
        }

        if (double.IsPositiveInfinity(_ceiling))
        {
            _grants++;
            return double.PositiveInfinity;
        }

        // One may always go on, however little the element has shown: else nobody would learn that it does better again.
        double free = _grants == 0 ? _ceiling : Usable - _granted;
        double pace = Math.Clamp(free * ShareOfFree, least, Math.Max(least, most));
        if (_grants == 0)
        {
            pace = Math.Min(pace, free);
        }
        else if (pace > free)
        {
            return null;
        }

        _granted += pace;
        _grants++;
        return pace;
    }

    private void ServeWaiting()
    {
        while (_waiting.First is { } first && Grant(first.Value.Least, first.Value.Most) is { } pace)
        {
            _waiting.RemoveFirst();
            first.Value.Granted.SetResult(pace);
        }
    }

    // Who gives up lets those behind pass.
    private void Leave(LinkedListNode<Waiter> place, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (place.List is not null)
            {
                _waiting.Remove(place);
                place.Value.Granted.SetCanceled(cancellation);
                ServeWaiting();
            }
        }
    }

    private sealed record Waiter(double Least, double Most, TaskCompletionSource<double> Granted);
}
