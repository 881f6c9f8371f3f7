using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Heketi.Testing.Kubernetes.Objects;

/// <summary>Objects with resource versions, and who watches them.</summary>
public sealed class ObjectStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, JsonObject> _objects = [];
    private readonly List<Watch> _watches = [];
    private long _version = 100;

    /// <summary>An object; null: there is none.</summary>
    public JsonObject? Get(ObjectKey key)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(key)?.DeepClone().AsObject();
        }
    }

    /// <summary>All objects of a kind.</summary>
    public IReadOnlyList<JsonObject> All(string @namespace, string plural) => List(new(@namespace, plural, ""), _ => true).Items;

    /// <summary>Writes an object whatever there was.</summary>
    public JsonObject Put(ObjectKey key, JsonObject value)
    {
        lock (_lock)
        {
            return Write(key, value);
        }
    }

    /// <summary>Takes an object away.</summary>
    public bool Remove(ObjectKey key)
    {
        lock (_lock)
        {
            if (!_objects.Remove(key, out var value))
            {
                return false;
            }

            _version++;
            Tell(key, "DELETED", value);
            return true;
        }
    }

    /// <summary>Ends all watches, as an API server does from time to time.</summary>
    public void CloseWatches()
    {
        lock (_lock)
        {
            _watches.ForEach(watch => watch.Events.Writer.TryComplete());
            _watches.Clear();
        }
    }

    /// <summary>How many watches are open.</summary>
    public int Watches
    {
        get
        {
            lock (_lock)
            {
                return _watches.Count;
            }
        }
    }

    internal (HttpStatusCode Status, JsonObject? Value) Create(ObjectKey key, JsonObject value)
    {
        lock (_lock)
        {
            return _objects.ContainsKey(key) ? (HttpStatusCode.Conflict, null) : (HttpStatusCode.Created, Write(key, value));
        }
    }

    /// <summary>A version in the new value must be the current one.</summary>
    internal (HttpStatusCode Status, JsonObject? Value) Replace(ObjectKey key, JsonObject value)
    {
        lock (_lock)
        {
            if (!_objects.TryGetValue(key, out var old))
            {
                return (HttpStatusCode.NotFound, null);
            }

            return Version(value) is { Length: > 0 } version && version != Version(old)
                ? (HttpStatusCode.Conflict, null)
                : (HttpStatusCode.OK, Write(key, value));
        }
    }

    internal (HttpStatusCode Status, JsonObject? Value) Patch(ObjectKey key, JsonObject patch)
    {
        lock (_lock)
        {
            if (!_objects.TryGetValue(key, out var old))
            {
                return (HttpStatusCode.NotFound, null);
            }

            var merged = old.DeepClone().AsObject();
            Merge(merged, patch);

            // A patch that changes nothing leaves the version as it is
            return (HttpStatusCode.OK, JsonNode.DeepEquals(merged, old) ? merged : Write(key, merged));
        }
    }

    internal (string Version, JsonObject[] Items) List(ObjectKey kind, Func<JsonObject, bool> selects)
    {
        lock (_lock)
        {
            return (
                _version.ToString(CultureInfo.InvariantCulture),
                [.. _objects.Where(entry => IsOf(entry.Key, kind) && selects(entry.Value)).Select(entry => entry.Value.DeepClone().AsObject())]);
        }
    }

    internal ChannelReader<JsonObject> Follow(ObjectKey kind, Func<JsonObject, bool> selects)
    {
        lock (_lock)
        {
            var watch = new Watch(kind, selects, Channel.CreateUnbounded<JsonObject>());
            _watches.Add(watch);
            return watch.Events.Reader;
        }
    }

    private static bool IsOf(ObjectKey key, ObjectKey kind) => key.Namespace == kind.Namespace && key.Plural == kind.Plural;

    private static string Version(JsonObject value) => (string?)value["metadata"]?["resourceVersion"] ?? "";

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                Merge(existing, inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }

    private JsonObject Write(ObjectKey key, JsonObject value)
    {
        var copy = value.DeepClone().AsObject();
        var metadata = copy["metadata"] as JsonObject ?? [];
        copy["metadata"] = metadata;
        metadata["name"] = key.Name;
        metadata["namespace"] = key.Namespace;
        metadata["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
        Tell(key, _objects.ContainsKey(key) ? "MODIFIED" : "ADDED", copy);
        _objects[key] = copy;
        return copy.DeepClone().AsObject();
    }

    private void Tell(ObjectKey key, string type, JsonObject value)
    {
        foreach (var watch in _watches.Where(watch => IsOf(key, watch.Kind) && watch.Selects(value)))
        {
            watch.Events.Writer.TryWrite(new() { ["type"] = type, ["object"] = value.DeepClone() });
        }
    }

    private sealed record Watch(ObjectKey Kind, Func<JsonObject, bool> Selects, Channel<JsonObject> Events);
}
