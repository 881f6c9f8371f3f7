using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Server.Http;

/// <summary>
/// The bytes of answers that were given, good as long as the topology is the one they were made of. Up to
/// <see cref="MostBytes"/>: what does not fit is made anew each time.
/// </summary>
public sealed class AnswerCache(ITopologyStore store)
{
    private const long MostBytes = 8 * 1024 * 1024;
    private volatile Generation newest = new(store.Snapshot);

    /// <summary>Answers with JSON; <paramref name="make"/> gives null for an id that nothing has (404).</summary>
    /// <param name="context">The request.</param>
    /// <param name="key">Names the answer among all of them, for example its path.</param>
    /// <param name="make">Makes the answer out of the topology.</param>
    /// <param name="type">How it is written.</param>
    public Task AnswerAsync<T>(HttpContext context, string key, Func<TopologySnapshot, T?> make, JsonTypeInfo<T> type)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        var generation = Current();
        if (generation.Answers.TryGetValue(key, out var known))
        {
            return Answers.JsonAsync(context, known);
        }

        if (make(generation.Topology) is not { } value)
        {
            return Refusals.NotFoundAsync(context);
        }

        var output = new ArrayBufferWriter<byte>();
        Answers.Write(output, value, type);
        var bytes = output.WrittenSpan.ToArray();
        generation.Keep(key, bytes);
        return Answers.JsonAsync(context, bytes);
    }

    private Generation Current()
    {
        var topology = store.Snapshot;
        var generation = newest;
        if (!ReferenceEquals(generation.Topology, topology))
        {
            generation = new(topology);
            newest = generation;
        }

        return generation;
    }

    private sealed class Generation(TopologySnapshot topology)
    {
        private long size;

        public TopologySnapshot Topology { get; } = topology;

        public ConcurrentDictionary<string, byte[]> Answers { get; } = new(StringComparer.Ordinal);

        public void Keep(string key, byte[] bytes)
        {
            if (Interlocked.Add(ref size, bytes.Length) <= MostBytes)
            {
                Answers[key] = bytes;
            }
            else
            {
                Interlocked.Add(ref size, -bytes.Length);
            }
        }
    }
}
