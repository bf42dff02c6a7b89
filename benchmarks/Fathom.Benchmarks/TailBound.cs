using Fathom.Twin.Scenarios;

namespace Fathom.Benchmarks;

/// <summary>
/// How long a campaign takes at least over work/slots, whatever dispatcher gives out its jobs: one that knows every job's
/// prediction beforehand, but neither how far each is off nor which attempts will fail, and never runs a job twice at once.
/// </summary>
/// <remarks>
/// Of the jobs foretold to last q, x(q, r) are started a time r before the end. A start proves too late with a chance v(q, r):
/// the job lasts longer than r, or fails so late that its repetition does. All is over at the end with a chance of one half only
/// where Σ v x ≤ ln 2, since no start is too late with a chance of Π (1 − v) at most exp(−Σ v). Beside that, no more jobs run at any
/// time than there are slots, no more start within the last r than storage reads within r, and there are so many of each class. The
/// most work that the last hours can hold is then a linear programme, and any prices of its constraints give an upper bound of it
/// (weak duality; Boyd and Vandenberghe, Convex Optimization, section 5.2). The prices follow their subgradients down.
/// </remarks>
internal sealed class TailBound
{
    private const int Classes = 60;
    private const int Outcomes = 61;
    private const int Moments = 20;
    private const int Starts = 250;
    private const int Window = 150;
    private const int Steps = 4000;
    private const double Step = 0.02;
    private const double Widest = 4;

    private readonly Scenario _scenario;
    private readonly double[] _jobs = new double[Classes];

    /// <summary>Chance that a job of a class still runs, or its repetition, so many steps after its start.</summary>
    private readonly double[,] _runs = new double[Classes, Starts + 1];
    private readonly double[,] _late = new double[Classes, Starts];

    private readonly Price[] _slots = [.. Enumerable.Range(0, Window).Select(step => new Price(step * Step < 0.5 ? 0.2 : 1, 0.02))];
    private readonly Price[] _reads = [.. Enumerable.Range(0, Starts).Select(_ => new Price(0, 0.00006))];
    private readonly Price _lateness = new(50, 2);

    private TailBound(Scenario scenario)
    {
        _scenario = scenario;
        double own = scenario.JobSigma * scenario.JobSigma;
        double guess = scenario.PredictionError * scenario.PredictionError;

        // What a prediction leaves open of a log-normal duration, and what it tells of it.
        double open = Math.Sqrt(own * guess / (own + guess));
        double told = own / Math.Sqrt(own + guess);
        double median = scenario.JobHours * Math.Exp(-own / 2);
        (double At, double Weight)[] normal = Normal(Outcomes);
        (double At, double Weight)[] classes = Normal(Classes);
        for (int i = 0; i < Classes; i++)
        {
            _jobs[i] = scenario.Jobs * classes[i].Weight;
            foreach ((double at, double weight) in normal)
            {
                Add(i, median * Math.Exp((told * classes[i].At) + (open * at)), weight);
            }
        }
    }

    /// <summary>What half of all such campaigns take at least over work/slots [1]: ramp, work of attempts that fail, idle slots at the end.</summary>
    internal static double Of(Scenario scenario)
    {
        double work = scenario.Jobs * scenario.JobHours;
        double idle = (scenario.Slots * Window * Step) - new TailBound(scenario).MostWork();
        double ramp = scenario.RampHours / 2 * scenario.Slots;
        return ((scenario.JobFailures / 2 * work) + idle + ramp) / work;
    }

    /// <summary>Equal steps of the standard normal distribution.</summary>
    private static (double At, double Weight)[] Normal(int count)
    {
        double[] at = [.. Enumerable.Range(0, count).Select(i => Widest * ((2 * (i + 0.5) / count) - 1))];
        double[] density = [.. at.Select(x => Math.Exp(-x * x / 2))];
        return [.. at.Zip(density, (x, d) => (x, d / density.Sum()))];
    }

    private void Add(int of, double hours, double weight)
    {
        double fails = _scenario.JobFailures;
        for (int k = 0; k < Starts; k++)
        {
            double left = (k + 1) * Step / hours;
            _late[of, k] += weight * (left < 1 ? 1 : Math.Max(0, fails * (2 - left)));
        }

        for (int k = 0; k <= Starts; k++)
        {
            double since = (k + 0.5) * Step / hours;
            double again = Enumerable.Range(0, Moments).Count(moment => 1 + ((moment + 0.5) / Moments) > since) / (double)Moments;
            _runs[of, k] += weight * (((1 - fails) * (since < 1 ? 1 : 0)) + (fails * again));
        }
    }

    /// <summary>The most work in the last hours, from above [slot h].</summary>
    private double MostWork()
    {
        double least = double.PositiveInfinity;
        for (int step = 1; step <= Steps; step++)
        {
            least = Math.Min(least, Bound());
            foreach (Price price in _slots.Concat(_reads).Append(_lateness))
            {
                price.Follow(step, Steps / 2);
            }
        }

        return least;
    }

    /// <summary>The bound at these prices; each price learns what is left of what it is for when all classes choose their best start.</summary>
    private double Bound()
    {
        double readable = _scenario.Elements.Sum(element => element.Ceiling) / _scenario.GigabytesPerJob * 3600;
        double bound = _lateness.Begin(Math.Log(2));
        foreach (Price slot in _slots)
        {
            bound += slot.Begin(_scenario.Slots * Step);
        }

        for (int k = 0; k < Starts; k++)
        {
            bound += _reads[k].Begin(readable * (k + 1) * Step);
        }

        for (int i = 0; i < Classes; i++)
        {
            (int best, double gain) = Best(i);
            bound += _jobs[i] * gain;
            if (best >= 0)
            {
                Use(i, best);
            }
        }

        return bound;
    }

    private (int Start, double Gain) Best(int of)
    {
        (int best, double most) = (-1, 0);
        double reads = _reads.Sum(price => price.Value);
        for (int k = 0; k < Starts; reads -= _reads[k++].Value)
        {
            double gain = -(_lateness.Value * _late[of, k]) - reads;
            for (int at = k; at >= 0 && _runs[of, k - at] > 0; at--)
            {
                gain += at < Window ? Step * (1 - _slots[at].Value) * _runs[of, k - at] : 0;
            }

            (best, most) = gain > most ? (k, gain) : (best, most);
        }

        return (best, most);
    }

    private void Use(int of, int start)
    {
        _lateness.Use(_jobs[of] * _late[of, start]);
        for (int k = start; k < Starts; k++)
        {
            _reads[k].Use(_jobs[of]);
        }

        for (int at = Math.Min(start, Window - 1); at >= 0; at--)
        {
            _slots[at].Use(_jobs[of] * Step * _runs[of, start - at]);
        }
    }

    /// <summary>The price of one constraint, which rises where more is used than there is (Adam: Kingma and Ba, arXiv:1412.6980).</summary>
    private sealed class Price(double value, double rate)
    {
        private double _left;
        private double _mean;
        private double _square;

        internal double Value { get; private set; } = value;

        /// <summary>There is so much; returns what it costs.</summary>
        internal double Begin(double available)
        {
            _left = available;
            return Value * available;
        }

        internal void Use(double amount) => _left -= amount;

        internal void Follow(int step, double slowing)
        {
            _mean = (0.9 * _mean) + (0.1 * _left);
            _square = (0.999 * _square) + (0.001 * _left * _left);
            Value = Math.Max(0, Value - (rate / (1 + (step / slowing)) * _mean / (Math.Sqrt(_square) + 1e-12)));
        }
    }
}
