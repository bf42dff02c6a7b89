using Microsoft.AspNetCore.Http;

namespace Fathom.Portal.Observatory.Requests;

/// <summary>Lets so many requests in at once: of one client, and of all.</summary>
/// <param name="what">What they are, in the plural.</param>
/// <param name="most">How many.</param>
public sealed class QueryGate(string what, (int OfAClient, int OfAll) most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _inside = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>How many are inside.</summary>
    public int Inside
    {
        get
        {
            lock (_lock)
            {
                return _all;
            }
        }
    }

    /// <summary>Lets a request in; it has left when the answer is disposed of.</summary>
    /// <param name="client">Whose it is.</param>
    /// <exception cref="RefusedRequestException">There are too many.</exception>
    internal IDisposable Enter(string client)
    {
        lock (_lock)
        {
            int own = _inside.GetValueOrDefault(client);
            if (own >= most.OfAClient)
            {
                throw new RefusedRequestException(StatusCodes.Status429TooManyRequests, $"Of one client {most.OfAClient} {what} are answered at once. Wait until one has ended, or send jobs to async.");
            }

            if (_all >= most.OfAll)
            {
                throw new RefusedRequestException(StatusCodes.Status503ServiceUnavailable, $"The server is answering {most.OfAll} {what}, which is as many as it may. Try again in some seconds.");
            }

            (_inside[client], _all) = (own + 1, _all + 1);
            return new Place(this, client);
        }
    }

    private void Leave(string client)
    {
        lock (_lock)
        {
            _all--;
            if (--_inside[client] == 0)
            {
                _inside.Remove(client);
            }
        }
    }

    private sealed class Place(QueryGate gate, string client) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                gate.Leave(client);
            }
        }
    }
}
